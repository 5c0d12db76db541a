"""Stand-in for keras; see the stand-in for tensorflow."""

from tensorflow import missing


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return missing(__name__, name)
