"""Asking the office for a dossier, and what is said when it gives none."""

from __future__ import annotations

from bot.channels.replies import Reply
from bot.dossier.answers import compose, compose_failure
from bot.dossier.errors import DossierError, DossierNotFound
from bot.services import Services


async def looked_up(code: str, services: Services) -> tuple[Reply, str | None]:
    """Return the answer, and the code as long as asking again makes sense."""
    try:
        report = await services.dossiers.look_up(code)
    except DossierError as error:
        failed = compose_failure(
            error, services.phrases, code=code, is_sandbox=services.dossiers.is_sandbox
        )
        return failed, None if isinstance(error, DossierNotFound) else code
    return compose(report, services.phrases), code
