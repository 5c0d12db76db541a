"""What an agent says of its model before it takes turns."""

import tarfile
from types import SimpleNamespace

import pytest

from bot import services
from bot.agent.runtime import load_conversation
from bot.nlu.fingerprint import sign_model, training_hash
from bot.nlu.parser import ModelMissing
from bot.privacy.keys import Vault
from bot.settings import Settings


@pytest.fixture
def start(tmp_path):
    """Start on an empty model, which is not loaded: what is said before is looked at."""
    (tmp_path / "domain.yml").write_text("intents: []", "utf-8")
    model = tmp_path / "models" / "troly-20261124-000000.tar.gz"
    model.parent.mkdir()
    tarfile.open(model, "w:gz").close()
    before = list(services._chosen)

    def start_on(trained_on):
        if trained_on is not None:
            sign_model(model, trained_on, model)
        with pytest.raises(ModelMissing):
            load_conversation(
                SimpleNamespace(settings=Settings(project_dir=tmp_path)), Vault(bytes(range(32)))
            )
        return model

    yield start_on
    services._chosen[:] = before


@pytest.mark.parametrize("trained_on", ["0" * 64, None])
def test_a_model_of_other_data_is_warned_of_once(start, caplog, trained_on):
    model = start(trained_on)
    [warning] = [each for each in caplog.records if each.name == "bot.agent.runtime"]
    assert warning.levelname == "WARNING"
    assert str(model) in warning.getMessage()
    assert "troly train" in warning.getMessage()


def test_nothing_is_said_of_a_model_of_the_present_data(start, caplog, tmp_path):
    start(training_hash(tmp_path))
    assert "bot.agent.runtime" not in [each.name for each in caplog.records]
