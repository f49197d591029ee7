"""The step of `make test` that holds the open data against the standard's schemas, with schemas of ours."""

import json

import pytest

from tests.tools import open_referral

THING = {"type": "object", "required": ["id", "name"], "properties": {"id": {"format": "uuid"}}}
PAGE = {"properties": {"size": {"type": "integer"}}}
GOOD = {"id": "8f0c3a52-6d2b-4c0e-9a5f-1f5b7f6a9e21", "name": "Club"}


@pytest.fixture
def schemas(tmp_path):
    folder = tmp_path / "of the standard"
    folder.mkdir()
    files = {
        "open_api": {"components": {"schemas": {"Page": PAGE}}},
        "service": THING,
        "service_list": {},
        "organization": THING,
    }
    for name, schema in files.items():
        (folder / f"{name}.json").write_text(json.dumps(schema))
    return folder


def test_what_goes_unchecked_in_a_page_is_held_against_its_own_schema(schemas):
    checks = open_referral.Checks(schemas)

    assert checks.faults_in("/services/{id}", GOOD) == []
    assert checks.faults_in("/services", {"size": 1, "contents": [GOOD]}) == []
    assert checks.faults_in("/organizations", {"size": 1, "contents": [GOOD]}) == []
    assert checks.passed == checks.run == 6

    assert checks.faults_in("/services", {"contents": [GOOD | {"id": "1"}]}) == [
        "$: 'size' is a required property",
        "$.id: '1' is not a 'uuid'",
    ]
    assert checks.passed < checks.run == 9


def test_the_schemas_are_found_in_the_folder_that_is_named(schemas, monkeypatch):
    monkeypatch.setenv(open_referral.SETTING, str(schemas.parent))

    assert open_referral.folder_of_schemas() == schemas


def test_a_folder_without_schemas_is_a_fault_and_no_folder_is_said_plainly(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.delenv(open_referral.SETTING, raising=False)
    monkeypatch.setattr(open_referral, "NEARBY", tmp_path)
    assert open_referral.main() == 0
    assert "our own expectations only" in capsys.readouterr().out

    monkeypatch.setenv(open_referral.SETTING, str(tmp_path))
    with pytest.raises(SystemExit, match="where the schemas are not"):
        open_referral.main()
