"""The Rasa runtime: loading, one turn in one transaction, in-process actions.

Rasa reads these variables when it is imported, so they are set here, before it.
"""

import os

os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
