"""The stand-in for TensorFlow: imports quietly, and every use of it is loud."""

import importlib
import subprocess
import sys

import keras
import pytest
import tensorflow
import tensorflow_addons
from tensorflow import TensorFlowNotInstalled

USES = [
    pytest.param(lambda: tensorflow.constant(1), id="a function"),
    pytest.param(lambda: tensorflow.keras.layers.Dense(8), id="a layer"),
    pytest.param(lambda: tensorflow.random.set_seed(1), id="a function of a module"),
    pytest.param(lambda: keras.Model(), id="keras"),
    pytest.param(lambda: tensorflow_addons.optimizers.AdamW(), id="addons"),
    pytest.param(lambda: tensorflow.data.Dataset.from_generator(list), id="a class method"),
    pytest.param(
        lambda: importlib.import_module("tensorflow.python.util").nest.flatten([1]),
        id="a submodule",
    ),
]


@pytest.mark.parametrize("use", USES)
def test_every_call_raises_and_says_what_to_do(use):
    with pytest.raises(TensorFlowNotInstalled, match=r"config\.yml"):
        use()


def test_the_error_names_what_was_called():
    with pytest.raises(TensorFlowNotInstalled, match=r"tensorflow\.keras\.layers\.Dense"):
        tensorflow.keras.layers.Dense(8)


def test_a_subclass_can_be_written_and_not_used():
    class Layer(tensorflow.keras.layers.Layer):
        def call(self, x):
            return x

    with pytest.raises(TensorFlowNotInstalled):
        Layer()


def test_types_can_be_asked_for():
    assert not isinstance(1, tensorflow.Tensor)
    assert isinstance(tensorflow.Tensor, type)
    assert not issubclass(int, tensorflow.keras.Model)


def test_types_can_be_named_in_annotations():
    from typing import Optional, Union

    assert Optional[tensorflow.Tensor]  # noqa: UP045 - the way Rasa writes it
    assert Union[tensorflow.Tensor, int]  # noqa: UP007


def test_submodules_import_and_know_their_names():
    module = importlib.import_module("tensorflow.keras.layers.experimental")
    assert module.__name__ == "tensorflow.keras.layers.experimental"
    assert module.anything is module.anything


@pytest.mark.parametrize("name", ["__wrapped__", "__file_that_is_not__", "__all_of_it__"])
def test_special_names_are_not_invented(name):
    for thing in (tensorflow, keras, tensorflow_addons, tensorflow.Tensor):
        with pytest.raises(AttributeError):
            getattr(thing, name)


def test_other_packages_are_not_touched():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("tensorflow_text_that_is_not_here")


def test_rasa_imports_with_it():
    program = "import rasa.model_training, rasa.core.agent, rasa.utils.train_utils"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
