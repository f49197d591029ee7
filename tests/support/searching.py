"""Looking for something as a visitor does."""

from django.urls import reverse

from tests.support import walk


def search(client, words, **more):
    return client.get(reverse("pages:search"), {"q": words, **more})


def titles(client, words, **more) -> list[str]:
    found = walk.soup_of(search(client, words, **more)).select(".search__results h3")
    return [title.get_text(strip=True) for title in found]
