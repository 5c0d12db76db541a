"""The composition root: the only place that builds services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

import httpx

from bot.answers.articles import ArticleAnswers
from bot.answers.guidance import GuidanceAnswers
from bot.answers.life_events import LifeEventAnswers, load_life_events
from bot.answers.phrases import Phrases
from bot.answers.procedure import ProcedureAnswers
from bot.answers.signposts import Signposts
from bot.catalogue.collection import Catalogue
from bot.catalogue.view import CatalogueView
from bot.deadlines.calendar import WorkingCalendar
from bot.deadlines.calendar_files import load_calendar
from bot.dossier.access import load_sensitive_procedures
from bot.dossier.service import DossierService
from bot.dossier.sources.http import HttpDossierSource
from bot.dossier.statuses import Statuses, load_statuses
from bot.sandbox import SANDBOX_KEY
from bot.settings import Settings

_chosen: list[Services] = []


class PublishedCatalogue:
    """The catalogue that is current now, without its search index."""

    def __init__(self, view: CatalogueView) -> None:
        """Hand out what ``view`` holds."""
        self._view = view

    def current(self) -> Catalogue:
        """Return the current catalogue; raises ``CatalogueError``."""
        return self._view.current().catalogue


@dataclass(frozen=True)
class Services:
    """What actions work with; tests pass their own."""

    settings: Settings
    catalogue: PublishedCatalogue
    phrases: Phrases
    answers: ProcedureAnswers
    articles: ArticleAnswers
    life_events: LifeEventAnswers
    guidance: GuidanceAnswers
    signposts: Signposts
    dossiers: DossierService
    statuses: Statuses
    calendar: WorkingCalendar

    def today(self) -> date:
        """Return the date that answers are given for."""
        return self.settings.current_day()


def build_services(settings: Settings) -> Services:
    """Build everything that answers need; reads data files, opens no connection."""
    view = CatalogueView(settings.data_dir, settings.catalogue_dir)
    catalogue = PublishedCatalogue(view)
    phrases = Phrases.load(settings.project_dir / "nlu_data")
    calendar = load_calendar()
    answers = ProcedureAnswers(catalogue, phrases)
    events = load_life_events(settings.catalogue_dir / "life_events")
    statuses = load_statuses()
    return Services(
        settings=settings,
        catalogue=catalogue,
        phrases=phrases,
        answers=answers,
        articles=ArticleAnswers(catalogue, phrases),
        life_events=LifeEventAnswers(events, catalogue, answers, phrases),
        guidance=GuidanceAnswers(catalogue, phrases, calendar),
        signposts=Signposts.load(settings.catalogue_dir / "signposts.yml"),
        dossiers=_dossiers(settings, calendar, statuses),
        statuses=statuses,
        calendar=calendar,
    )


def use_services(services: Services) -> None:
    """Make ``services`` the ones that actions of this process find."""
    _chosen[:] = [services]


def get_services() -> Services:
    """Return the services of this process; built from the environment at the first call."""
    return _chosen[0] if _chosen else _from_environment()


@cache
def _from_environment() -> Services:
    return build_services(Settings.from_env())


def _dossiers(settings: Settings, calendar: WorkingCalendar, statuses: Statuses) -> DossierService:
    office, key = settings.dossier_api_url, settings.dossier_api_key
    if office is None:
        office, key = f"http://127.0.0.1:{settings.sandbox_port}", SANDBOX_KEY
    client = httpx.AsyncClient(
        limits=httpx.Limits(max_connections=16, max_keepalive_connections=4), trust_env=False
    )
    return DossierService(
        HttpDossierSource(client, office, key),
        calendar,
        statuses,
        settings.current_time,
        load_sensitive_procedures(),
        is_sandbox=settings.dossier_api_url is None,
    )
