"""Whoever decides or writes over something has read it: each such page sends back what it showed."""

import inspect
import re
import types

import pytest
from django.contrib import admin
from django.urls import get_resolver

from coproduction_site.admin_tools import ChecksVersion, VerbsOnly
from coproduction_site.workflow import versions
from coproduction_site.workflow.decide import Screen
from partners.charter.pledges.admin import ReadOnlyDesk
from tests.support.house import MODULES, TEMPLATES, lines_with
from tests.support.house import PACKAGES as OURS

TAKERS = {versions.posted, versions.number, Screen._attempt}
WORKFLOW = versions.__name__.rpartition(".")[0]
WRITES = re.compile(r'require_POST|"POST"|request\.POST')


NEW = "It makes a new row, once by its key."
OWN = "Only its teller writes here, in a draft that nobody else can open."
FIXED = "What is answered never changes, and it is settled once."
LOOKS = "It stores nothing of what it shows."
WITHOUT = {
    "admin:coproduction_site_sitesettings_changelist": LOOKS,
    "admin:stories_story_changelist": "To take one story to read: the UPDATE says whether it is free.",
    "admin:stories_story_type": NEW,
    "admin:stories_story_file": LOOKS,
    "admin:stories_story_blur": "The key in its address is new with each blur, so an older page finds no photo.",
    "admin:stories_story_erase": "All of it goes, whatever it says by then.",
    "admin:coproduction_site_user_rights": "What was ticked goes whole, whatever it says by then.",
    "admin:pages_translation_table": LOOKS,
    "admin:stories_story_table": LOOKS,
    "admin:stories_story_skip": "Somebody’s own day, which nobody else can see: a row once by its key.",
    "admin:stories_story_emergency": NEW,
    "admin:stories_story_hand_over": "A whole list: of each story the UPDATE says whether it is still that reader’s.",
    "admin:stories_callrequest_done": "Somebody was rung. It is done once.",
    "admin:post_office_email_again": "A letter that did not go waits again: the UPDATE says whether it still does.",
    "admin:stories_story_write_again": "An address is trusted again, as often as it is pressed.",
    "news:mine": "Somebody’s own choice of letters: the same press twice is the same answer.",
    "news:news": NEW,
    "news:stop": "All of it goes, whatever it says by then.",
    ":letters_off": "One kind of letter, on or off: the same press twice is the same answer.",
    "admin:stories_callrequest_again": "It was marked as done in error. It waits again, once.",
    "admin:stories_response_remind": "A letter, once in some days: the verb says whether it is due.",
    "admin:partners_charterversion_next": NEW,
    "admin:partners_partner_open_data": LOOKS,
    "admin:partners_partner_invite": NEW,
    "admin:partners_profilecheck_changelist": "A mark that somebody was rung about a page, with its day.",
    "admin:ladder_statementset_next": NEW,
    "ladder:compare": LOOKS,
    "ladder:group": LOOKS,
    "ladder:group_begin": NEW,
    "ladder:group_next": NEW,
    "ladder:group_sheet": NEW,
    "ladder:group_type": NEW,
    ":pasted": LOOKS,
    ":account_invitation": "Somebody's own account, by a link that works once.",
    "partners:mistake": NEW,
    "pages:suggest_resource": NEW,
    "pages:helped": NEW,
    "partners:ask": NEW,
    "partners:question": FIXED,
    "partners:heard": FIXED,
    "partners:people": NEW,
    "admin:partners_panelseat_add": NEW,
    "partners:invitation": "A yes or a no, once; what it was about can only be asked anew.",
    "partners:leave": "One press of one person about themselves.",
    "charter:panel_leave": "One press of one person about themselves.",
    "partners:person": "One choice of three about one person. It is seen before it is pressed, and told.",
    "charter:confirm_contact": FIXED,
    "events:book": NEW,
    "chances:join": NEW,
    "chances:offer": NEW,
    "admin:pages_booking_event": NEW,
    "stories:write": OWN,
    "stories:check": OWN,
    "stories:thanks": OWN,
    "stories:later": OWN,
    "stories:template_other": OWN,
    "stories:continue": OWN,
    "stories:send_template": NEW,
    "stories:template_read": OWN,
    "stories:ring_me": NEW,
    "stories:look": LOOKS,
    "stories:send_now": OWN,
    "stories:pictures": OWN,
    "stories:files": OWN,
    "stories:step": OWN,
    "stories:say_more": NEW,
    "stories:open": LOOKS,
    "stories:slip": NEW,
}
ADMIN_WITHOUT = {
    "Email": "Letters are written by the site and read here.",
    "User": "Who may come in: no words but a name; administrators alone, each of whose saves is logged.",
    "Group": "Django's own screen of roles; administrators alone, each of whose saves is logged.",
    "FormerAddress": "An address and where it leads, in one line.",
    "PanelSeat": "One choice of two about one person.",
}


def unwrapped(view):
    return inspect.unwrap(getattr(view, "__func__", view))


def views(patterns=None, namespace="") -> dict:
    """Every view of ours by its name, and how it is called where it has none."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            below = ":".join(filter(None, (namespace, pattern.namespace)))
            found |= views(pattern.url_patterns, below)
        elif unwrapped(pattern.callback).__module__.split(".")[0] in OURS:
            found[f"{namespace}:{pattern.name}"] = pattern.callback
    return found


def writes(view) -> bool:
    """A method of an admin class may hand on to another one."""
    source = inspect.getsource(unwrapped(view))
    if unwrapped(view).__module__ == ChecksVersion.__module__:
        return False  # The form of an admin, which has a test of its own below.
    return "require_safe" not in source and (bool(WRITES.search(source)) or "self" in source)


def names_in(code) -> set[str]:
    inner = [const for const in code.co_consts if isinstance(const, types.CodeType)]
    return {*code.co_names, *(name for each in inner for name in names_in(each))}


def used_by(function) -> list:
    names, found = names_in(function.__code__), []
    for name in names:
        thing = function.__globals__.get(name)
        found += list(thing.values()) if isinstance(thing, dict) else [thing]
        if isinstance(thing, types.ModuleType) and thing.__name__.split(".")[0] in OURS:
            found += [getattr(thing, other, None) for other in names]
    return found


def takes_version(thing, owner=None, steps=5) -> bool:
    """Follows what a view uses in its own package: a form that checks, or the reading of what was posted."""
    if isinstance(thing, type):
        verbs = [each for each in vars(thing).values() if isinstance(each, types.FunctionType)]
        checks = issubclass(thing, versions.VersionedForm | versions.AsShown | Screen)
        return checks or (bool(steps) and any(takes_version(each, thing, steps - 1) for each in verbs))
    thing = unwrapped(thing)
    if thing in TAKERS or thing is versions.VersionedForm.take_version:
        return True
    if not steps or not hasattr(thing, "__code__"):
        return False
    package = thing.__module__.rpartition(".")[0]
    below = [
        each for each in used_by(thing)
        if callable(each) and str(getattr(each, "__module__", "")).startswith((package, WORKFLOW))
    ]  # fmt: skip
    below += [
        getattr(owner, name) for name in names_in(thing.__code__) if callable(getattr(owner, name, None))
    ]
    return any(takes_version(each, owner, steps - 1) for each in below)


VIEWS = views()


@pytest.mark.parametrize("name", [name for name, view in VIEWS.items() if writes(view)])
def test_every_view_that_stores_words_or_a_decision_takes_what_was_shown(name):
    view = inspect.unwrap(VIEWS[name])
    owner = type(getattr(view, "__self__", None))

    assert takes_version(view, owner) != (name in WITHOUT), WITHOUT.get(name, "It takes no version.")


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model.__name__)
def test_every_form_of_the_admin_checks_the_version(model):
    """Those with verbs alone have screens of their own, which are views like any other."""
    checks = isinstance(admin.site._registry[model], ChecksVersion | VerbsOnly | ReadOnlyDesk)

    assert checks != (model.__name__ in ADMIN_WITHOUT)


def test_the_exceptions_exist():
    assert WITHOUT.keys() <= VIEWS.keys()
    assert ADMIN_WITHOUT.keys() <= {model.__name__ for model in admin.site._registry}


def test_no_list_of_the_admin_is_written_in():
    """There a row would be saved without its form."""
    assert [desk for desk in admin.site._registry.values() if desk.list_editable] == []


def test_the_version_is_written_by_one_tag_and_read_in_one_place():
    assert lines_with(r'name="version"', TEMPLATES) == []
    places = [line for line in lines_with(r"\w+\.isdigit\(\)", MODULES) if "sign." not in line]
    assert places == ["coproduction_site/workflow/versions.py: text.isdigit()"]
