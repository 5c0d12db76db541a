"""One running system for the tests of this folder that do not break it."""

import pytest

from bot.cli.trial import TrialSystem


@pytest.fixture(scope="session")
def system(tmp_path_factory, trained_model):
    data_dir = tmp_path_factory.mktemp("system") / "var"
    with TrialSystem(data_dir, TROLY_TODAY="2026-11-23") as running:
        yield running
