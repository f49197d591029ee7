"""Invented pledges, a panel, and charter status. Words are in content/demo_charter.toml."""

import tomllib
import uuid
from pathlib import Path

from partners.charter.status import actions
from partners.models import CharterVersion, PanelSeat, Pledge, StatusLevel, panel

FILE = Path(__file__).parent / "content" / "demo_charter.toml"


def load(staff, people) -> None:
    """`staff` decides; the first of `people` sits on the panel as a family member, the others as professionals."""
    sides = [PanelSeat.Side.FAMILY, *[PanelSeat.Side.PROFESSIONAL] * len(people)]
    seats = [
        PanelSeat.objects.get_or_create(user=user, defaults={"side": side})[0]
        for user, side in zip(people, sides, strict=False)
    ]
    for told in tomllib.loads(FILE.read_text())["pledge"]:
        _sign(told, staff, seats)


def _sign(told, staff, seats) -> None:
    charter = CharterVersion.objects.in_force()
    pledge, is_new = Pledge.objects.get_or_create(
        key=uuid.uuid5(uuid.NAMESPACE_URL, f"pledge:{told['key']}"),
        defaults={
            "name": f"{told['name']} (invented)",
            "kind": told["kind"],
            "will_do": told["will_do"],
            "person": "Sam Signer",
            "role": "Manager",
            "email": f"{told['key']}@demo.example",
            "may_be_shown": True,
            "charter": charter,
            "charter_was_draft": charter.is_draft,
        },
    )
    if is_new and "then" in told:
        pledge.publish(staff)
        if "level" in told:
            _ask(pledge, told, staff, seats)
        if "put_right" in told:
            pledge.ask_for_words(pledge.name, pledge.kind, told["put_right"])
        if "new_contact" in told:
            pledge.contact_changes.create(**told["new_contact"])


def _ask(pledge, told, staff, seats) -> None:
    application = actions.begin(pledge)
    application.write(level=StatusLevel.objects.get(slug=told["level"]), words=told["words"])
    address = f"https://{told['key']}.example/"
    panel.add_evidence(application, kind="link", words=told["evidence"], address=address)
    application.send()
    if told["then"] == "award":
        for seat in seats:
            panel.record(seat, application, "yes", "They listen, and they change things.")
        application.award(staff, told["shown_words"])
