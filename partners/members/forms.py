"""What an owner fills in about the people of a partner."""

from django import forms

from coproduction_site.forms import Form, MailAddressFormField, say_plainly
from partners.models import Membership

ROLES = [
    (Membership.Role.EDITOR, "Editor: changes the page and answers"),
    (Membership.Role.OWNER, "Owner: does that too, and looks after people"),
]


class RoleForm(Form):
    role = forms.ChoiceField(label="What may they do?", choices=ROLES, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, {"role": "Choose what they may do."})


class InviteForm(RoleForm):
    email = MailAddressFormField(
        label="E-mail address",
        help_text="Their own, not one that you share. The letter goes here.",
    )
    field_order = ["email", "role"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, {"email": "Write the e-mail address."})
