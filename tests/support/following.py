"""A teller at their own page."""

from bs4 import BeautifulSoup


def opened(client, story) -> dict:
    """What the page of a teller sends back with a reply: the mark of what it showed."""
    page = BeautifulSoup(client.get(story.get_follow_url()).content, "html.parser")
    version = page.select_one("input[name=version]")
    return {"version": version["value"]} if version else {}


def reply(client, story, **data):
    """Read the page, then press."""
    return client.post(story.get_follow_url(), opened(client, story) | data)
