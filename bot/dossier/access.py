"""Who may see what of a dossier.

Only the public view exists so far: knowing a code is no proof of anything, so it
shows the procedure (not for sensitive ones), the state, the dates and the agency.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.data_files import read_data_file
from bot.dossier.model import Dossier, PublicView
from bot.settings import PROJECT_DIR
from bot.text.fold import fold

SENSITIVE_FILE = PROJECT_DIR / "catalogue_data" / "statuses" / "sensitive_procedures.yml"


@dataclass(frozen=True, kw_only=True)
class SensitiveProcedures:
    """Phrases that make a procedure's name a secret."""

    phrases: tuple[str, ...]

    def include(self, name: str) -> bool:
        """Tell whether ``name`` holds one of the phrases, in any case or tone style."""
        folded = fold(name)
        return any(fold(phrase) in folded for phrase in self.phrases)


def load_sensitive_procedures(path: Path = SENSITIVE_FILE) -> SensitiveProcedures:
    """Read the data file; raises ``DataFileError``."""
    return read_data_file(path, SensitiveProcedures)


def public_view(
    dossier: Dossier, sensitive: SensitiveProcedures, is_sandbox: bool = False
) -> PublicView:
    """Return what a bare code shows of ``dossier``."""
    names = [dossier.procedure_name, *(part.name for part in dossier.parts)]
    secret = dossier.sensitive or any(sensitive.include(name) for name in names)
    supplement = dossier.supplement
    papers_are_public = supplement is not None and not supplement.personal and not secret
    return PublicView(
        code=dossier.code,
        status=dossier.status,
        procedure_name=None if secret else dossier.procedure_name,
        agency=dossier.agency,
        accepted_at=dossier.accepted_at,
        appointment_at=dossier.appointment_at,
        finished_at=dossier.finished_at,
        returned_at=dossier.returned_at,
        updated_at=dossier.updated_at,
        parts=() if secret else dossier.parts,
        papers_to_add=supplement.papers if supplement and papers_are_public else (),
        supplement_due_at=supplement.due_at if supplement else None,
        is_sandbox=is_sandbox or dossier.test_data,
    )
