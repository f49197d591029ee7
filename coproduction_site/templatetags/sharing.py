from django import template

from coproduction_site import sharing

register = template.Library()


class SaidTwiceNode(template.Node):
    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        context[self.name] = self.nodelist.render(context)
        return ""


@register.tag
def said_twice(parser, token):
    """`{% said_twice title %}{% block title %}…{% endblock %}{% endsaid_twice %}`: a block can stand only once, what it says can stand again."""
    _, name = token.split_contents()
    nodelist = parser.parse(["endsaid_twice"])
    parser.delete_first_token()
    return SaidTwiceNode(nodelist, name)


@register.simple_tag(takes_context=True)
def is_for_sharing(context) -> bool:
    return sharing.is_for_sharing(context)


@register.simple_tag
def shared_picture(path: str) -> tuple[str, str]:
    return sharing.picture_for(path)
