"""Loads Rasa for answering, and runs an agent process on the queue."""

from __future__ import annotations

import gc
import logging
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.nlu.fingerprint import model_is_current, newest_model
from bot.nlu.parser import ModelMissing, before_commands
from bot.nlu.quiet import keep_rasa_quiet
from bot.nlu.threads import use_one_thread
from bot.privacy.keys import Vault, open_vault
from bot.queue.app import opened_app, run_agent_worker
from bot.services import Services, build_services, use_services
from bot.settings import Settings
from bot.storage.conversations import ConversationStore
from bot.storage.engine import async_engine, database_url

if TYPE_CHECKING:
    from bot.agent.conversation import RasaConversation

logger = logging.getLogger(__name__)

PARALLEL_TURNS = 8
"""conversations answered at the same time by one agent: turns wait for offices."""


def load_conversation(services: Services, vault: Vault) -> RasaConversation:
    """Load the newest model and return what answers with it; raises ``ModelMissing``."""
    keep_rasa_quiet()
    from rasa.core.agent import Agent
    from rasa.shared.core.domain import Domain

    from bot.agent import rasa_patches
    from bot.agent.action_endpoint import InProcessActions
    from bot.agent.conversation import RasaConversation
    from bot.agent.tracker_store import TurnTrackerStore

    use_one_thread()
    rasa_patches.apply()
    use_services(services)
    trackers = TurnTrackerStore(Domain.empty(), vault)
    models = services.settings.project_dir / "models"
    model = newest_model(models)
    if model is None:
        raise ModelMissing(f"{models}: there is no model; run `troly train`")
    if not model_is_current(services.settings.project_dir, models):
        logger.warning("%s was trained on other data than the present; run `troly train`", model)
    actions = InProcessActions()
    try:
        agent = Agent.load(model, tracker_store=trackers, action_endpoint=actions)
    except (OSError, tarfile.TarError, EOFError, KeyError) as error:
        raise ModelMissing(f"{model}: cannot be loaded ({error}); run `troly train`") from error
    metadata = agent.processor.model_metadata
    agent.processor.model_metadata = replace(metadata, nlu_target=before_commands(metadata))
    return RasaConversation(agent, trackers, actions, vault)


async def run_agent(settings: Settings) -> None:
    """Take turns from the queue until a signal asks to stop."""
    keep_rasa_quiet()  # before anything else imports Rasa
    from bot.agent.turns import QueuedTurns

    vault = open_vault(settings)
    engine = async_engine(settings, pool_size=PARALLEL_TURNS)
    services = build_services(settings)
    conversation = load_conversation(services, vault)
    turns = QueuedTurns(conversation, ConversationStore(engine, vault), services.phrases)
    gc.freeze()  # the model lives as long as the process: nothing to look through again
    logger.info("the model is loaded; taking turns")
    async with opened_app(database_url(settings)) as app:
        await run_agent_worker(app, turns, PARALLEL_TURNS)
    await engine.dispose()
