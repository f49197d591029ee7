import re

from django import template
from django.apps import apps
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from coproduction_site.cache import revision
from coproduction_site.cache.remembered import kept

register = template.Library()
_INDENTS = re.compile(r"\n\s+")


class RememberedNode(template.Node):
    def __init__(self, nodelist, name, tables, differs_by):
        self.nodelist, self.name, self.tables = nodelist, name, tables
        self.differs_by = differs_by

    def render(self, context):
        key = (RememberedNode, self.name, get_language(), *_found(self.differs_by, context))
        return kept.get(key, lambda: _drawn(self.nodelist, context), self.tables)


@register.tag
def remembered(parser, token):
    """`{% remembered "name" ladder.Rung %}…{% endremembered %}`: drawn once a language until one of these changes.

    What stands in it depends on nothing but rows of these, never on who asks. `{% remembered "name" ladder.Rung by a b %}`
    is drawn once for each a and b: words and numbers, no rows.
    """
    tag, name, *rest = token.split_contents()
    end = rest.index("by") if "by" in rest else len(rest)
    rows_of, differs_by = rest[:end], map(parser.compile_filter, rest[end + 1 :])
    if not rows_of:
        raise template.TemplateSyntaxError(f"Name the models of which {name} is made.")
    tables = revision.tables_of(map(apps.get_model, rows_of))
    return RememberedNode(_body(parser, tag), name, tables, [*differs_by])


class FollowingNode(template.Node):
    def __init__(self, nodelist, name, differs_by):
        self.nodelist, self.name, self.differs_by = nodelist, name, differs_by

    def render(self, context):
        key = (FollowingNode, self.name, get_language(), *_found(self.differs_by, context))
        return kept.follows(key, lambda: _drawn(self.nodelist, context))


@register.tag
def following(parser, token):
    """`{% following "name" a b %}…{% endfollowing %}`: drawn once for each a and b, whatever the revision.

    Nothing stands in it but what follows from a and b.
    """
    tag, name, *differs_by = token.split_contents()
    return FollowingNode(
        _body(parser, tag), name, [parser.compile_filter(value) for value in differs_by]
    )


def _found(values, context) -> list:
    return [value.resolve(context, ignore_failures=True) for value in values]


def _drawn(nodelist, context) -> str:
    """Without the spaces before its lines: they mean nothing, and weigh on every first visit."""
    return _INDENTS.sub("\n", nodelist.render(context))


def _body(parser, tag):
    nodelist = parser.parse([f"end{tag}"])
    parser.delete_first_token()
    return nodelist


@register.simple_tag(takes_context=True)
def drawn(context, name: str, card: tuple) -> SafeString:
    """`{% drawn "pages/events/card.html" event.card %}`: the template knows `card` and nothing else.

    So the same card is the same words, also after something else has changed.
    """
    shape = context.template.engine.get_template(name)
    return kept.follows((shape, card), lambda: shape.render(Context({"card": card})))
