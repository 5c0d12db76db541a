"""Stand-in for TensorFlow: Rasa imports it always, this project uses none of it.

Every attribute is a class and every submodule imports, so Rasa's modules load.
Calling anything raises ``TensorFlowNotInstalled``: a configured TensorFlow
component fails loudly instead of doing nothing. See docs/adr/0001-platform.md.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from types import ModuleType

__version__ = "2.12.0"
_ROOTS = ("tensorflow", "keras", "tensorflow_addons")


class TensorFlowNotInstalled(RuntimeError):
    """Raised by every call: this environment has no TensorFlow."""


class _Missing(type):
    """Metaclass of the dynamic classes: attributes are classes again, calls raise."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return missing(f"{cls.__module__}.{cls.__name__}", name)

    def __call__(cls, *args: object, **kwargs: object) -> object:
        raise TensorFlowNotInstalled(
            f"{cls.__qualname__} was called, but TensorFlow is not part of this "
            "project: remove the component that needs it from config.yml"
        )


def missing(module: str, name: str) -> type:
    """Return the class that stands for ``module.name``."""
    return _Missing(name, (), {"__module__": module, "__qualname__": f"{module}.{name}"})


class _StandInModule(ModuleType):
    __path__ = ()

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        value = missing(self.__name__, name)
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname, path=None, target=None):  # type: ignore[no-untyped-def]
        if fullname.split(".")[0] in _ROOTS and "." in fullname:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
    sys.meta_path.insert(0, _Finder())


def __getattr__(name: str) -> object:
    if name.startswith("__"):
        raise AttributeError(name)
    return missing(__name__, name)
