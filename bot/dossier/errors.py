"""Why a dossier could not be looked up.

::

    DossierError
    ├── DossierNotFound             the office knows no such dossier (or not for this person)
    ├── DossierSourceUnavailable    no answer in time, or the office says that it is down
    └── DossierSourceInvalidReply   an answer came that breaks the agreed interface

Messages are for logs and staff: they hold no code and nothing personal.
"""

from __future__ import annotations


class DossierError(Exception):
    """The root: a look-up did not give a dossier."""


class DossierNotFound(DossierError):
    """No such dossier; said in the same words as "not yours"."""


class DossierSourceUnavailable(DossierError):
    """The office's system did not answer; nothing is known about the dossier now."""


class DossierSourceInvalidReply(DossierError):
    """The office's answer breaks docs/dossier-api.yaml; the message names what."""
