"""An Easy Read twin of a page, a valid thing with every detail open to change."""

from pages.easy_read.sources import text_of
from pages.models import EasyReadStep, EasyReadTwin
from tests.support.factories import make_page


def make_twin(text="We work together.\nWe are equals.", **details) -> EasyReadTwin:
    if not {"page", "place"} & details.keys():
        details["page"] = make_page()
    twin = EasyReadTwin(**{"title": "In easy words"} | details)
    twin.written_for = details.get("written_for", text_of(twin))
    twin.save()
    EasyReadStep.objects.create(twin=twin, order=1, text=text, drawing="equal")
    return twin
