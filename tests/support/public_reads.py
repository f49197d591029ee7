"""A site with something on every page, and which tables the kept public pages read, found by opening them all."""

import re
from collections import defaultdict

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone, translation

from coproduction_site.cache import page_cache
from coproduction_site.in_languages import addresses
from ladder.models import Rung
from pages.models import FormerAddress, Page, SiteChange
from partners.models import CharterValue, Partner
from stories.following import data_rights
from stories.models import CheckedWords, OtherWords, Publication, Theme
from stories.models.other_words import mark_of
from tests.support import chances, charter, factories, open_data, uploads, walk
from tests.support import events as days
from tests.tools import starter_content

TABLE = re.compile(r'\b(?:FROM|JOIN) "(\w+)"')
CACHE = "cache"  # It holds what was worked out from the content, and nothing else.
ADDRESS_IN_XML = re.compile(r"<loc>https?://[^/]+([^<]+)</loc>")


class ReadingClient(Client):
    """A visitor without a cookie, who notes what the database was asked for each page that may be kept."""

    def __init__(self):
        super().__init__()
        self.readers = defaultdict(set)
        self.kept = set()
        self.addresses = {}

    def get(self, *args, **kwargs):
        asked = []

        def note(execute, sql, *more):
            asked.append(sql)
            return execute(sql, *more)

        self.cookies.clear()
        with connection.execute_wrapper(note):
            answer = super().get(*args, **kwargs)
        if answer.headers.get("Cache-Control") == page_cache.PUBLIC:
            name = _view_of(answer, args[0])
            self.kept.add(name)
            self.addresses[args[0]] = name
            for table in TABLE.findall(" ".join(asked)):
                self.readers[table].add(name)
        return answer


def _view_of(answer, address: str) -> str:
    """Found late, when the language of the address is not the active one any more."""
    with translation.override(addresses.language_of(address) or settings.LANGUAGE_CODE):
        return answer.resolver_match.view_name


def fill() -> None:
    """A site on which every public page has something to show."""
    starter_content.load()
    partner, rung = Partner.objects.current().first(), Rung.objects.get(number=6)
    theme = Theme.objects.create(slug="buses", name="Buses")
    value, moderator = CharterValue.objects.first(), factories.make_moderator()
    response = factories.make_public_response(partner, story={"rung": rung, "good": "We were heard."})
    story = response.story
    story.mark(moderator, themes=[theme], values=[value])
    story.feature(moderator)
    uploads.show(uploads.add_photo(story), moderator)
    story.refresh_from_db()
    charter.make_award()
    factories.make_partner(**open_data.FULL)
    FormerAddress.objects.create(slug="an-old-page", page=Page.objects.published().first())
    Page.objects.get(slug="about-these-pages").files.create(
        file="pages/plan.pdf", title="Our plan", size=1, is_picture=False
    )
    chances.join(chances.make_chance(slug="a-chance"))
    chances.make_told_chance(slug="a-chance-of-last-year")
    days.book(days.make_event(slug="a-day"))
    SiteChange.objects.create(said="It was long.", did="We cut it.", is_listed=True)
    days.make_event(slug="a-day-of-last-week", in_days=-7)
    data_rights.erase(factories.make_published_story())
    _comment_on_the_local_offer(story, moderator)
    public = Publication.objects.get(pk=story.pk)
    said = {"title": "Słowa", "text": "Proste słowa.", "published_at": timezone.now()}
    OtherWords.objects.create(publication=public, way="pl", mark=mark_of(public), **said)
    CheckedWords.record("ur", mark="abcdef", by="Two parents", on=timezone.localdate())


def _comment_on_the_local_offer(story, by) -> None:
    comment = data_rights.LocalOfferComment(
        story=story, comment="It is hard to find.", answer="We put it first.", is_ready=True
    )
    comment.keep(by)


def read_everything() -> ReadingClient:
    """Links, the addresses that nobody links to, site maps, and all open data."""
    client = ReadingClient()
    walk.every_address(client)
    for address in _addresses_without_a_name_in_them():
        for found in ADDRESS_IN_XML.findall(client.get(address).content.decode(errors="ignore")):
            client.get(found)
    open_data.every_answer(client)
    return client


def kept_routes() -> dict[str, object]:
    """Every route whose view says that its page is the same for everybody."""
    return {
        name: route for name, route in _routes(get_resolver().url_patterns) if _is_kept(route.callback)
    }


def models_of(tables) -> dict[str, type]:
    """The tables of the content: what Django itself keeps of people and sessions moves no page."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return {table: models[table] for table in tables if table != CACHE}


def _addresses_without_a_name_in_them() -> list[str]:
    return [reverse(name) for name, route in kept_routes().items() if not route.pattern.converters]


def _routes(patterns, spaces=()):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or ""]), pattern
        else:
            space = [pattern.namespace] if pattern.namespace else []
            yield from _routes(pattern.url_patterns, (*spaces, *space))


def _is_kept(view) -> bool:
    """Marked by `public_page`, by itself or inside an answer of the open data."""
    while view is not None:
        code = getattr(view, "__code__", None)
        if hasattr(view, "question") or (code and code.co_filename == page_cache.__file__):
            return True
        view = getattr(view, "__wrapped__", None)
    return False
