"""The interface description is valid, and every reply of the pretend office obeys it."""

from datetime import date
from typing import Any

import httpx
import pytest
from jsonschema.validators import Draft202012Validator
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator.validation.validators import SpecValidator

from bot.dossier.codes import find_codes
from bot.dossier.sources.office_reply import read_dossier
from bot.sandbox.invented import load_invented

INVENTED = load_invented()
CODES = [dossier.code for dossier in INVENTED.dossiers]
UNHURT = set(CODES) - {fault.code for fault in INVENTED.faults if fault.kind == "unavailable_once"}
Interface = dict[str, Any]


def obeys(interface: Interface, operation: str, response: httpx.Response) -> None:
    """Fail unless the reply is one that the interface describes for ``GET operation``."""
    described = interface["paths"][operation]["get"]["responses"][str(response.status_code)]
    if "$ref" in described:
        described = interface["components"]["responses"][described["$ref"].rsplit("/", 1)[1]]
    content = described["content"][response.headers["content-type"]]
    schema = {**content["schema"], "components": interface["components"]}
    OAS31Validator(schema, format_checker=oas31_format_checker).validate(response.json())


def test_the_interface_is_valid_openapi_3_1(
    interface: Interface, openapi_schema: dict[str, Any]
) -> None:
    # Put together by hand: the package's ready-made validator cannot read its own
    # schema file on Python 3.12.
    SpecValidator(
        Draft202012Validator(openapi_schema), OAS31Validator, oas31_format_checker, {}
    ).validate(interface)


def test_every_schema_in_the_interface_is_a_schema(interface: Interface) -> None:
    for schema in interface["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_examples_in_the_interface_obey_it_and_are_understood(interface: Interface) -> None:
    content = interface["paths"]["/dossiers/{code}"]["get"]["responses"]["200"]["content"]
    for example in content["application/json"]["examples"].values():
        reply = httpx.Response(200, json=example["value"])
        obeys(interface, "/dossiers/{code}", reply)
        assert read_dossier(reply.json(), example["value"]["code"]).code


def test_there_are_dossiers_of_every_state() -> None:
    assert len(CODES) >= 44
    assert {dossier.status for dossier in INVENTED.dossiers} == set(range(1, 11))


@pytest.mark.parametrize("code", [*CODES, *(fault.code for fault in INVENTED.faults)])
def test_every_invented_code_can_be_typed(code: str) -> None:
    assert [found.value for found in find_codes(code, date(2026, 11, 23))] == [code]


@pytest.mark.asyncio
async def test_every_dossier_obeys_the_interface_and_is_understood(
    office: httpx.AsyncClient, interface: Interface
) -> None:
    for code in sorted(UNHURT):
        response = await office.get(f"/dossiers/{code}")
        assert response.status_code == 200
        obeys(interface, "/dossiers/{code}", response)
        dossier = read_dossier(response.json(), code)
        assert dossier.test_data


@pytest.mark.asyncio
async def test_refusals_and_health_obey_the_interface(
    office: httpx.AsyncClient, interface: Interface
) -> None:
    unknown = await office.get("/dossiers/H13.16-240326-9999")
    no_key = await office.get("/dossiers/H13.16-240326-0001", headers={"authorization": ""})
    health = await office.get("/health")
    assert (unknown.status_code, no_key.status_code, health.status_code) == (404, 401, 200)
    obeys(interface, "/dossiers/{code}", unknown)
    obeys(interface, "/dossiers/{code}", no_key)
    obeys(interface, "/health", health)


@pytest.mark.asyncio
async def test_an_office_that_is_down_obeys_the_interface(
    office: httpx.AsyncClient, interface: Interface
) -> None:
    await office.post("/faults", json={"down": True})
    for page in ("/dossiers/H13.16-240326-0001", "/health"):
        response = await office.get(page)
        assert response.status_code == 503
        obeys(interface, page.replace("H13.16-240326-0001", "{code}"), response)
