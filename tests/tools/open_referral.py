"""Holds the open data against the schemas of Open Referral UK, where they are on this machine.

`python -m tests.tools.open_referral`: OPEN_REFERRAL_SCHEMAS names their folder. Without them the open data
is still tested, against what we expect of it ourselves (tests/partners/open_referral/test_open_referral.py).
"""

import json
import os
import sys
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).resolve().parents[2]
NEARBY = ROOT.parent / "shared" / "open-referral"
SETTING = "OPEN_REFERRAL_SCHEMAS"
KINDS = {
    "/services": "service",
    "/organizations": "organization",
    "/taxonomies": "taxonomy",
    "/taxonomy_terms": "taxonomy_term",
    "/service_at_locations": "service_at_location",
}
NO_PAGE_SCHEMA = {"/organizations"}  # What is called its list is the schema of one thing in it.


def main() -> int:
    schemas = folder_of_schemas()
    if schemas is None:
        print(f"{SETTING} names no folder, so the open data is held against our own expectations only.")
        return 0
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    checks, faults, answers = Checks(schemas), [], answers_of_a_full_site()
    for path, address, answer in answers:
        faults += [f"{address}: {fault}" for fault in checks.faults_in(path, answer)]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{checks.passed} of {checks.run} validations of {len(answers)} answers passed")
    return 1 if faults or not checks.run else 0


def folder_of_schemas() -> Path | None:
    """A folder that was named and holds no schemas is a fault; none at all is not."""
    named = os.environ.get(SETTING)
    folder = Path(named) if named else NEARBY
    found = next(folder.rglob("open_api.json"), None)
    if named and not found:
        sys.exit(f"{SETTING} names {named}, where the schemas are not.")
    return found.parent if found else None


def answers_of_a_full_site() -> list:
    """The starter content and partners of every sort, in a database of its own that is thrown away."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.test.runner import DiscoverRunner

    from tests.support import open_data
    from tests.tools.databases import begin_as_migrated

    is_there = begin_as_migrated(settings.DATABASES["default"])
    runner = DiscoverRunner(verbosity=0, interactive=False, keepdb=is_there)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        call_command("load_content", verbosity=0)
        open_data.make_partners_of_every_sort()
        open_data.make_partner_with_sure_facts()
        return open_data.every_answer(Client())
    finally:
        runner.teardown_databases(databases)


class Checks:
    def __init__(self, folder: Path):
        self.folder, self.run, self.passed = folder, 0, 0

    def faults_in(self, path: str, answer: dict) -> list[str]:
        """Things are held against the schema of one thing: in a page of the standard they go unchecked."""
        if path == "/":
            return self._held(answer, self._schema("api_details"))
        if "contents" not in answer:
            return self._held(answer, self._schema(KINDS[path.removesuffix("/{id}")]))
        faults = self._held(answer, self._envelope())
        if path not in NO_PAGE_SCHEMA:
            faults += self._held(answer, self._schema(f"{KINDS[path]}_list"))
        for thing in answer["contents"]:
            faults += self._held(thing, self._schema(KINDS[path]))
        return faults

    def _schema(self, name: str) -> dict:
        return json.loads((self.folder / f"{name}.json").read_text())

    def _envelope(self) -> dict:
        """No page of the standard refers to it, so it is asked for here, with each of its names."""
        page = self._schema("open_api")["components"]["schemas"]["Page"]
        return page | {"required": list(page["properties"])}

    def _held(self, thing, schema: dict) -> list[str]:
        errors = list(Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(thing))
        self.run += 1
        self.passed += not errors
        return [f"{error.json_path}: {error.message}" for error in errors]


if __name__ == "__main__":
    sys.exit(main())
