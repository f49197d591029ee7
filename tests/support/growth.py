"""Many stories at once, for tests of plans and for benchmarks: made by the database out of a few that are real.

Each table is filled by one INSERT … SELECT from a pattern row, so a new column needs nothing here. The same SQL
runs on both databases; `i` is the number of a row, from 1, and the highest is the newest story.
"""

from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

from coproduction_site.search.models import SearchEntry
from ladder.models import Rung
from partners.models import CharterVersion
from stories.models import (
    Figure,
    LocalOfferComment,
    Photo,
    Publication,
    Response,
    SafeguardingAlert,
    SafeguardingCase,
    Story,
    Theme,
)
from tests.support import factories

MINUTES = 2  # Between two stories: a million in four years.
PUBLISHED, WAITING, HELD = "i % 8 <> 0", "i % 8 = 0", "i % 100 = 1"
TABLES = [
    SearchEntry,
    Story,
    Response,
    Figure,
    LocalOfferComment,
    Photo,
    SafeguardingAlert,
    SafeguardingCase,
]


def fill(number: int) -> dict:
    """Seven stories of eight are published, one waits; each rare thing is true of one in some hundred."""
    people = _people()
    patterns = _patterns(people)
    first = Story.objects.order_by("-pk").first().pk
    _publish(patterns["published"], first, number)
    _wait(patterns["published"], people, first, number)
    _hold(patterns["held"], people, first, number)
    _link(people, first, number)
    _answer(patterns, people, first, number)
    _count(number)
    _search(first, number)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), TABLES):
            cursor.execute(statement)
    return people


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def forget_statistics() -> None:
    """On PostgreSQL how many rows there were is not taken back with the transaction that counted them."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_clear_relation_stats('public', relname) FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace"
        )
        cursor.execute(
            "SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited) FROM pg_stats WHERE schemaname = 'public'"
        )


def _people() -> dict:
    charter = CharterVersion.objects.in_force() or factories.make_charter()
    for number in range(3):
        charter.values.create(slug=f"value-{number}", name=f"Value {number}", promise="We will.")
    return {
        "values": list(charter.values.all())[:4],
        "me": factories.make_user("Moderators", "Safeguarding leads"),
        "colleague": factories.make_moderator(),
        "rungs": list(Rung.objects.all()) or factories.make_ladder(),
        "partners": [factories.make_partner() for _ in range(4)],
        "themes": [
            Theme.objects.create(slug=f"theme-{number}", name=f"Theme {number}", order=number)
            for number in range(4)
        ],
    }


def _patterns(people) -> dict:
    held = factories.make_waiting_story()
    held.hold(people["colleague"], "Somebody may not be safe.")
    SafeguardingAlert.raise_for(held)
    published = factories.make_published_story(people["colleague"], rung=people["rungs"][0])
    Photo.objects.create(story=published, position=1, file="a.jpg", width=1, height=1)
    LocalOfferComment.objects.create(
        story=published, comment="A ramp.", answer="Yes.", is_ready=True, marked_by=people["colleague"]
    )
    Figure.objects.create(year=timezone.localdate().year, what="received")
    return {
        "published": published,
        "held": held,
        "answer": factories.make_public_response(people["partners"][0]),
    }


def _publish(pattern, first, number) -> None:
    told = {
        "about_age": _one_of(["'13_15'", "'adult'", "'16_17'"], rarely="'under_13'"),
        "rung_id": _rung(),
        "published_at": _minutes_before(number),
        "submitted_at": _minutes_before(number, "9000"),
    }
    private = _keys(first) | told | {"title": "'Story ' || i || ' of the park'"}
    _insert(Story, pattern.pk, number, PUBLISHED, private)
    public = {
        "id": f"i + {first}",
        "slug": f"'story-' || (i + {first})",
        "title": "'Story ' || i",
        "heard_on": _day(told["submitted_at"]),
        "featured_at": f"CASE WHEN i % 997 = 1 THEN {told['published_at']} END",
        "progress": _by_kind({"changed": "3", "will_change": "2", "heard": "1"}, "0"),
    }
    del told["submitted_at"]
    _insert(Publication, pattern.pk, number, PUBLISHED, told | public)
    photo = {"story_id": f"i + {first}", "key": _uuid()}
    _insert(Photo, pattern.photos.get().pk, number, f"{PUBLISHED} AND i % 50 = 1", photo)


def _wait(pattern, people, first, number) -> None:
    me, colleague = str(people["me"].pk), str(people["colleague"].pk)
    sent = _minutes_before(number)

    def rare(which, then, otherwise="NULL"):
        return f"CASE WHEN (i / 8) % 32 = {which} THEN {then} ELSE {otherwise} END"

    columns = {
        "state": "'waiting'",
        "title": "'Story ' || i || ' of the park'",
        "rung_id": _rung(),
        "submitted_at": sent,
        "about_age": rare(2, "'under_13'", "'13_15'"),
        "email": rare(4, "''", "'teller' || i || '@example.org'"),
        "consent_publish": rare(6, "FALSE", "TRUE"),
        "consent_ends_on": rare(8, _day(_minutes_before(number, "-20000")), "pattern.consent_ends_on"),
        "risk": rare(10, "4", "i % 3"),
        "language": rare(12, "'ur'", "''"),
        "channel": rare(14, "'paper'", "'web'"),
        "typed_by_id": rare(14, colleague),
        "answered_at": rare(16, sent),
        "agreed_at": rare(18, sent),
        "disagreed_at": rare(20, sent),
        "approved_by_id": rare(22, colleague),
        "approved_at": rare(22, sent),
        "spam_reason": "CASE WHEN i % 64 = 0 THEN 'It sells something.' ELSE '' END",
        "typing_asked_at": rare(25, sent),
        "claimed_by_id": rare(26, me, rare(28, colleague)),
    }
    _insert(Story, pattern.pk, number, WAITING, _keys(first) | columns | {"slug": "NULL"})


def _hold(pattern, people, first, number) -> None:
    """One of a hundred was held, and most of the cases are closed. Their numbers come after all the others."""
    later, lead = first + number, str(people["me"].pk)
    keys = _keys(later, mark="h") | {"slug": "NULL", "held_at": _minutes_before(number)}
    closed = "i % 5000 <> 1"
    ends = {"closed_at": "pattern.opened_at", "closed_by_id": lead, "outcome": "'no_concern'"}
    seen = {"seen_at": "pattern.sent_at", "seen_by_id": lead}
    _insert(Story, pattern.pk, number, HELD, keys)
    for row, columns in [(pattern.cases.get(), ends), (pattern.alert, seen)]:
        columns = {"story_id": f"i + {later}"} | {
            name: f"CASE WHEN {closed} THEN {value} ELSE pattern.{name} END"
            for name, value in columns.items()
        }
        _insert(type(row), row.pk, number, HELD, columns)


def _link(people, first, number) -> None:
    """The first took part in half of the stories, the last in few, and long ago."""
    which = ["i % 2 = 1", "i % 5 = 1", "i % 50 = 1", f"i % 97 = 1 AND i <= {number} / 5"]
    for name in ("partners", "themes", "values"):
        for row, chosen in zip(people[name], which, strict=True):
            for model in (Story, Publication):
                through = model._meta.get_field(name).remote_field.through
                values = {
                    f"{model._meta.model_name}_id": f"i + {first}",
                    f"{row._meta.model_name}_id": str(row.pk),
                    "slug": f"'{row.slug}'",
                    "published_at": _minutes_before(number),
                }
                _select(through, values, number, f"{PUBLISHED} AND {chosen}")


KINDS = {"heard": "i % 10 = 1", "will_change": "i % 100 = 2", "changed": "i % 1000 = 3"}


def _answer(patterns, people, first, number) -> None:
    """One story of ten has a published answer; some answers are awaited, or wait to be read."""
    at, pattern = _minutes_before(number, "-5"), patterns["answer"].pk
    of = {
        "story_id": f"i + {first}",
        "partner_id": _one_of([str(partner.pk) for partner in people["partners"][:3]]),
    }
    for kind, chosen in KINDS.items():
        answer = of | {"kind": f"'{kind}'", "sent_at": at, "decided_at": at}
        if kind == "will_change":
            answer |= {"owner": "'The travel team'", "by_on": _day(at)}
        if kind == "changed":
            answer |= {"done_on": _day(at)}
        _insert(Response, pattern, number, f"{PUBLISHED} AND {chosen}", answer)
    sent = of | {"state": "'sent'", "decided_at": "NULL", "decided_by_id": "NULL"}
    _insert(Response, pattern, number, f"{PUBLISHED} AND i % 500 = 7", sent | {"sent_at": at})
    late = sent | {"state": "'invited'", "kind": "''", "sent_at": "NULL", "sent_by_id": "NULL"}
    due = {"due_on": _day(_minutes_before(number, "9000"))}
    _insert(Response, pattern, number, f"{PUBLISHED} AND i % 300 = 8", late | due)
    comment, story = LocalOfferComment.objects.get().pk, {"story_id": f"i + {first}"}
    _insert(LocalOfferComment, comment, number, f"{PUBLISHED} AND i % 2000 = 9", story)


def _count(number) -> None:
    pattern = Figure.objects.filter(what="received").first().pk
    _insert(Figure, pattern, number, "i > 0", {})
    decided = {"what": "'published'", "days": "i % 30"}
    _insert(Figure, pattern, number, PUBLISHED, decided)


def _search(first, number) -> None:
    """As `search_entries` writes them, of titles that differ in one word. Every hundredth tells of a slide too."""
    entry = SearchEntry.of("desk", "story", 0, "Story of the park")
    entry.save()
    of_one = "|| ' ' || substr('n' || i, 1, 2) || ' n' || i"
    rare = "|| CASE WHEN i % 100 = 3 THEN ' slide' WHEN i % 10000 = 4 THEN ' swing' ELSE '' END"
    columns = {"number": f"i + {first}", "tokens": f"pattern.tokens {of_one} {rare}"}
    _insert(SearchEntry, entry.pk, number, "i > 0", columns)


# What differs between the databases, or is said twice


def _by_kind(values, otherwise) -> str:
    cases = " ".join(f"WHEN {KINDS[kind]} THEN {value}" for kind, value in values.items())
    return f"CASE {cases} ELSE {otherwise} END"


def _rung() -> str:
    """Of the seven, by their numbers in the table."""
    return '(SELECT min(id) FROM "ladder_rung") + (i % 7)'


def _one_of(values, rarely="") -> str:
    cases = " ".join(f"WHEN {number} THEN {value}" for number, value in enumerate(values))
    case = f"CASE i % {len(values)} {cases} END"
    return f"CASE WHEN i % 400 = 1 THEN {rarely} ELSE {case} END" if rarely else case


def _keys(first, mark="n") -> dict:
    """What is different in every story."""
    return {
        "id": f"i + {first}",
        "key": _uuid(first),
        "reference": f"'{mark}' || i",
        "follow_token": f"'{mark}f' || i",
        "return_token": f"'{mark}r' || i",
        "slug": f"'story-' || (i + {first})",
        "words_key": f"'{mark}w' || i",
        "email": f"'{mark}' || i || '@example.org'",
    }


def _uuid(first=0) -> str:
    if connection.vendor == "sqlite":
        return f"printf('%032x', i + {first})"
    return f"CAST(lpad(to_hex(i + {first}), 32, '0') AS uuid)"


def _minutes_before(number, minutes="0") -> str:
    """The newest story was a moment ago; `minutes` are taken off besides."""
    ago = f"({number} - i) * {MINUTES} + ({minutes})"
    now = timezone.now().replace(microsecond=0, tzinfo=None)
    if connection.vendor == "sqlite":
        return f"strftime('%Y-%m-%d %H:%M:%f', '{now}', printf('%+d minutes', -({ago})))"
    return f"CAST('{now}+00' AS timestamptz) - make_interval(mins => CAST({ago} AS integer))"


def _day(moment) -> str:
    return f"date({moment})" if connection.vendor == "sqlite" else f"CAST({moment} AS date)"


def _insert(model, pattern, number, where, values) -> None:
    """What `values` does not name is as in the row with the key `pattern`."""
    key = model._meta.pk.column
    columns = [field.column for field in model._meta.concrete_fields]
    given = {
        name: values.get(name, f'pattern."{name}"') for name in columns if name != key or key in values
    }
    source = f'numbers, "{model._meta.db_table}" AS pattern'
    _select(model, given, number, f'{where} AND pattern."{key}" = {pattern}', source)


def _select(model, values, number, where, source="numbers") -> None:
    columns = {field.column for field in model._meta.concrete_fields}
    values = {name: value for name, value in values.items() if name in columns}
    names = ", ".join(f'"{name}"' for name in values)
    rows = f"SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < {number}"  # noqa: S608
    chosen = f"SELECT {', '.join(values.values())} FROM {source} WHERE {where}"  # noqa: S608
    into = f'"{model._meta.db_table}" ({names})'
    with connection.cursor() as cursor:
        cursor.execute(f"WITH RECURSIVE numbers(i) AS ({rows}) INSERT INTO {into} {chosen}")
