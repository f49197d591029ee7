from django import template

from coproduction_site.cache.remembered import kept

register = template.Library()


class RememberedNode(template.Node):
    def __init__(self, nodelist, name, differs_by):
        self.nodelist, self.name, self.differs_by = nodelist, name, differs_by

    def render(self, context):
        differences = (value.resolve(context, ignore_failures=True) for value in self.differs_by)
        return kept.get((RememberedNode, self.name, *differences), lambda: self.nodelist.render(context))


@register.tag("remembered")
def remembered(parser, token):
    """`{% remembered "name" a b %}…{% endremembered %}`: drawn once for each content revision, and each a and b.

    What stands in it depends on public rows and on a and b alone, never on who asks.
    """
    _, name, *differs_by = token.split_contents()
    nodelist = parser.parse(["endremembered"])
    parser.delete_first_token()
    return RememberedNode(nodelist, name, [parser.compile_filter(value) for value in differs_by])
