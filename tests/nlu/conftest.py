"""A small catalogue and a place for models; no trained Rasa model is needed here."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from bot.catalogue.collection import Catalogue, Clarification, ClarificationOption
from bot.catalogue.model import Procedure, Source
from bot.catalogue.snapshot import write_snapshot


def entry(code: str, name: str, *aliases: str) -> Procedure:
    return Procedure(
        code=code,
        name=f"Thủ tục {name}",
        short_name=name,
        aliases=list(aliases),
        area="ho-tich",
        levels=["commune"],
        agency="UBND xã, phường",
        last_reviewed=date(2026, 11, 23),
        sources=[Source(id="p", label="P", title="Cổng", collected=date(2026, 7, 1))],
    )


@pytest.fixture(scope="session")
def small_catalogue() -> Catalogue:
    return Catalogue(
        procedures=(
            entry("1.001193", "đăng ký khai sinh", "khai sinh", "giấy khai sinh"),
            entry("1.000894", "đăng ký kết hôn", "kết hôn"),
            entry("1.000656", "đăng ký khai tử", "khai tử", "giấy hộ tịch cũ"),
            entry("1.004194", "đăng ký tạm trú", "tạm trú", "giấy hộ tịch cũ"),
        ),
        clarifications=(
            Clarification(
                id="mai-tang",
                phrases=["tiền mai táng"],
                question="Người mất hưởng chế độ nào?",
                options=[ClarificationOption(label="A"), ClarificationOption(label="B")],
            ),
        ),
    )


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory, small_catalogue: Catalogue) -> Path:
    directory = tmp_path_factory.mktemp("data")
    write_snapshot(directory, small_catalogue, "20261123T080000Z-00000001")
    return directory


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    return LocalModelStorage.create(tmp_path)


@pytest.fixture
def make(storage: ModelStorage, data_dir: Path) -> Callable[..., Any]:
    """Build a component as Rasa does: defaults, the given options, a resource."""

    def build(component: type[Any], how: str = "create", **options: Any) -> Any:
        config = component.get_default_config() | options
        if "data_dir" in config:
            config["data_dir"] = str(data_dir)
        context = ExecutionContext(GraphSchema({}))
        return getattr(component, how)(config, storage, Resource(component.__name__), context)

    return build
