"""When training is needed, and what it refuses in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.nlu.fingerprint import model_is_current, newest_model, sign_model, training_hash
from bot.nlu.parser import ModelMissing, Parser
from bot.nlu.training import TrainingError, check_config, train
from bot.settings import PROJECT_DIR

PIPELINE = "pipeline: [{name: bot.nlu.tokenizer.VietnameseTokenizer}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("nlu_data/care/complain.yml", "bot/nlu/views.py", "bot/text/fold.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", encoding="utf-8")
    (tmp_path / "config.yml").write_text(PIPELINE + "policies: [{name: RulePolicy}]\n")
    (tmp_path / "domain.yml").write_text("intents: []\n")
    return tmp_path


@pytest.mark.parametrize(
    "changed",
    [
        "nlu_data/care/complain.yml",
        "bot/nlu/views.py",
        "bot/text/fold.py",
        "config.yml",
        "domain.yml",
        "nlu_data/care/new.yml",
    ],
)
def test_a_change_of_any_source_asks_for_training(project: Path, changed: str) -> None:
    before = training_hash(project)
    (project / changed).write_text("two", encoding="utf-8")
    assert training_hash(project) != before


def test_other_files_do_not_ask_for_training(project: Path) -> None:
    before = training_hash(project)
    (project / "README.md").write_text("two", encoding="utf-8")
    assert training_hash(project) == before


def test_a_model_is_current_only_with_the_hash_of_the_present_files(project: Path) -> None:
    models = project / "models"
    assert not model_is_current(project, models)
    models.mkdir()
    model = models / "troly-1.tar.gz"
    model.touch()
    assert not model_is_current(project, models)
    sign_model(model, training_hash(project), model)
    assert model_is_current(project, models)
    (project / "domain.yml").write_text("intents: [greet]\n", encoding="utf-8")
    assert not model_is_current(project, models)


@pytest.mark.parametrize("component", ["DIETClassifier", "rasa.nlu.selectors.ResponseSelector"])
def test_a_tensorflow_component_is_refused_in_one_line(project: Path, component: str) -> None:
    config = project / "config.yml"
    config.write_text(f"pipeline: [{{name: {component}}}]\npolicies: [{{name: RulePolicy}}]\n")
    with pytest.raises(TrainingError, match="needs TensorFlow") as caught:
        check_config(config)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PIPELINE + "policies: [{name: TEDPolicy}]\n", "TEDPolicy"),
        (PIPELINE + "policies:\n", "policies is empty"),
        ("policies: [{name: RulePolicy}]\n", "pipeline is empty"),
        ("pipeline: [\n", "not valid YAML"),
        ("pipeline: [WhitespaceTokenizer]\n", "is not `- name"),
        ("", "pipeline is empty"),
    ],
)
def test_a_config_that_cannot_run_here_is_refused(project: Path, text: str, said: str) -> None:
    (project / "config.yml").write_text(text, encoding="utf-8")
    with pytest.raises(TrainingError, match=said):
        check_config(project / "config.yml")


def test_a_missing_config_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"config\.yml: cannot be read"):
        check_config(tmp_path / "config.yml")


def test_a_model_that_was_cut_off_is_not_current(project: Path) -> None:
    model = project / "models" / "troly-1.tar.gz"
    model.parent.mkdir()
    model.write_bytes(b"a whole model")
    sign_model(model, training_hash(project), model)
    assert model_is_current(project, model.parent)
    model.write_bytes(b"a whole")
    assert not model_is_current(project, model.parent)


def test_what_a_killed_training_left_is_removed_and_what_a_living_one_uses_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = project / "models"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    killed, living = models / f".training-{gone.pid}-a", models / f".training-{os.getpid()}-b"
    for workplace in (killed, living):
        workplace.mkdir(parents=True)

    def refuse(*_arguments: object) -> Path:
        raise TrainingError("enough")

    monkeypatch.setattr("bot.nlu.training._run_rasa", refuse)
    with pytest.raises(TrainingError, match="enough"):
        train(project, models)
    assert list(models.iterdir()) == [living]


def test_the_newest_model_is_the_one_of_the_latest_name_whatever_a_copy_did_to_the_dates(
    project: Path,
) -> None:
    models = project / "models"
    models.mkdir()
    names = ["small.tar.gz", "troly-20261123-235959.tar.gz", "troly-20261124-000000.tar.gz"]
    for age, name in enumerate(names):
        (models / name).touch()
        os.utime(models / name, (1000 - age, 1000 - age))
    assert newest_model(models) == models / names[-1]


def test_models_of_other_names_come_behind_by_their_dates(project: Path) -> None:
    models = project / "models"
    models.mkdir()
    for age, name in enumerate(["troly-1.tar.gz", "small.tar.gz", "troly-20261124.tar.gz"]):
        (models / name).touch()
        os.utime(models / name, (1000 - age, 1000 - age))
    assert newest_model(models) == models / "troly-1.tar.gz"
    (models / "troly-20260101-000000.tar.gz").touch()
    os.utime(models / "troly-20260101-000000.tar.gz", (1, 1))
    assert newest_model(models) == models / "troly-20260101-000000.tar.gz"


def test_training_without_examples_leaves_nothing_behind(project: Path) -> None:
    (project / "nlu_data/care/complain.yml").unlink()
    with pytest.raises(TrainingError, match="no examples"):
        train(project, project / "models")
    assert newest_model(project / "models") is None


def test_the_projects_own_config_can_run() -> None:
    check_config(PROJECT_DIR / "config.yml")


def test_parsing_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="troly train"):
        Parser.newest(tmp_path)


def test_a_broken_model_file_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "troly-1.tar.gz").write_bytes(b"cut off")
    with pytest.raises(ModelMissing, match="troly train"):
        Parser.newest(tmp_path)
