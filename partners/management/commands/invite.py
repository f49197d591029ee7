from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from coproduction_site import text
from coproduction_site.accounts import invitations
from partners.members.invitations import invite_to_partner
from partners.models import Partner


class Command(BaseCommand):
    help = "Invites somebody: prints a link, and puts it into a letter to them."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="How the person is called.")
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--role", help="What they do for the council, for example moderators.")
        way.add_argument("--partner", help="The last part of the partner's address.")

    def handle(self, email, name, role, partner, **options):
        email, name = text.one_line(email), text.one_line(name)
        try:
            link = invitations.invite(email, role, name) if role else _to_partner(email, partner, name)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(link)


def _to_partner(email, slug, name):
    partner = Partner.objects.filter(slug=slug).first()
    if partner is None:
        known = ", ".join(Partner.objects.order_by("slug").values_list("slug", flat=True))
        raise ValidationError(f"There is no partner “{slug}”. The partners are: {known or 'none yet'}.")
    return invite_to_partner(email, partner, name)
