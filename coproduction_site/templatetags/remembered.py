import re

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from coproduction_site.cache.remembered import kept

register = template.Library()
_INDENTS = re.compile(r"\n\s+")


class RememberedNode(template.Node):
    def __init__(self, nodelist, name, differs_by, keep):
        self.nodelist, self.name, self.differs_by, self.keep = nodelist, name, differs_by, keep

    def render(self, context):
        differences = (value.resolve(context, ignore_failures=True) for value in self.differs_by)
        return self.keep((RememberedNode, self.name, *differences), lambda: self._drawn(context))

    def _drawn(self, context) -> str:
        """Without the spaces before its lines: they mean nothing, and weigh on every first visit."""
        return _INDENTS.sub("\n", self.nodelist.render(context))


@register.tag
def remembered(parser, token):
    """`{% remembered "name" a b %}…{% endremembered %}`: drawn once for each content revision, and each a and b.

    What stands in it depends on public rows and on a and b alone, never on who asks.
    """
    return _block(parser, token, kept.get)


@register.tag
def following(parser, token):
    """`{% following "name" a b %}…{% endfollowing %}`: drawn once for each a and b, whatever the revision.

    Nothing stands in it but what follows from a and b.
    """
    return _block(parser, token, kept.follows)


def _block(parser, token, keep) -> RememberedNode:
    tag, name, *differs_by = token.split_contents()
    nodelist = parser.parse([f"end{tag}"])
    parser.delete_first_token()
    return RememberedNode(nodelist, name, [parser.compile_filter(value) for value in differs_by], keep)


@register.simple_tag(takes_context=True)
def drawn(context, name: str, card: tuple) -> SafeString:
    """`{% drawn "pages/events/card.html" event.card %}`: the template knows `card` and nothing else.

    So the same card is the same words, also after something else has changed.
    """
    shape = context.template.engine.get_template(name)
    return kept.follows((shape, card), lambda: shape.render(Context({"card": card})))
