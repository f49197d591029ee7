"""Reading all open data as another directory would, from partners of every sort."""

from datetime import date

from tests.support import factories

HERE = "/open-referral"
HOSTILE = '</script><script>alert("1")</script>\r\nBEGIN:VCARD\nX: ;,\\ & {{ 7 }} =1+1 ‮ \u2028 \x0b 🪜'
FULL = {
    "name": "Open Door",
    "formerly": "Closed Door",
    "summary": "Help for families.",
    "description": "<h2>Who we are</h2><p>Parents &amp; carers<br>of 3 &lt; 4.</p><ul><li>One</li><li>Two</li></ul>",
    "how_to_join": "Ring us.",
    "access": "A ramp.\nA quiet room.",
    "languages": "English, BSL",
    "cost": "Free",
    "send_worries": "Talk to us.",
    "website": "https://exämple.org/wir über uns".replace(" ", "-"),
    "email": "hello@example.org",
    "phone": "01902 000000",
    "address": "Open Door House\n1 High Street\nWolverhampton\nWest Midlands\nwv1 1sh",
    "opening_hours": "Monday to Friday, 9 to 5",
    "age_from": 0,
    "age_to": 25,
    "last_checked_on": date(2026, 11, 1),
}
WORDS = ["name", "formerly", "summary", "description", "how_to_join", "access", "languages", "cost",
         "phone", "address", "opening_hours", "history_note", "send_needs"]  # fmt: skip


def make_partners_of_every_sort() -> dict:
    terms = [
        factories.make_term(name="Children", vocabulary="who_helped"),
        factories.make_term(name="Advice"),
    ]
    hostile = {
        name: HOSTILE[: factories.Partner._meta.get_field(name).max_length or 200] for name in WORDS
    }
    return {
        "full": factories.make_partner(slug="full", terms=terms, **FULL),
        "bare": factories.make_partner(slug="bare", description=""),
        "hostile": factories.make_partner(
            slug="hostile",
            **hostile,
            website="https://example.org/%zz[|<script>",
            email="a\r\nb@example.org",
            terms=[factories.make_term(name=HOSTILE[:60])],
        ),
        "unsure": factories.make_partner(
            slug="unsure",
            **(FULL | {"name": "Unsure", "formerly": ""}),
            to_be_confirmed=[*FULL, "history_note"],
        ),
    }


def make_partner_with_sure_facts():
    """Hours, languages and a number that can be told in parts."""
    return factories.make_partner(
        slug="timed",
        opening_hours="Monday, Tuesday 9am-12.30pm\nSaturday 10:00-16:00",
        languages="English and BSL",
        phone="01902 555555 ext. 7",
        address=FULL["address"],
    )


def every_answer(client) -> list[tuple[str, str, dict]]:
    """Each address of the document with all that can be asked there: its path, its address, its answer."""
    answers = [("/", "/", read(client, "/"))]
    for kind in ("services", "organizations", "taxonomies", "taxonomy_terms", "service_at_locations"):
        path = f"/{kind}"
        first = read(client, path)
        pages = [f"{path}?per_page=2&page={number}" for number in range(1, first["total_items"] + 2)]
        asked = [f"{path}?{name}=true" for name in ("full", "minimal", "full_service")]
        answers += [
            (path, address, read(client, address))
            for address in [path, f"{path}?search=zzz", *pages, *asked]
        ]
        for thing in first["contents"]:
            address = f"{path}/{thing['id']}"
            queries = ["", "?full_service=true"] if kind == "organizations" else [""]
            answers += [
                (f"{path}/{{id}}", address + query, read(client, address + query)) for query in queries
            ]
    return answers


def read(client, path: str) -> dict:
    answer = client.get(HERE + path)
    assert answer.status_code == 200, (path, answer.content)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return answer.json()


def blanks_in(thing, where="") -> list[str]:
    """Where something is null or empty. A page of a list may say that it is empty."""
    if thing in (None, "", [], {}) and where != "/contents":
        return [where]
    pairs = (
        thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else []
    )
    return [found for name, each in pairs for found in blanks_in(each, f"{where}/{name}")]
