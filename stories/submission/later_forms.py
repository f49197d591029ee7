from django import forms

from coproduction_site.forms import Form, MailAddressFormField


class ComeBackForm(Form):
    """Where to send the way back to a story that is not sent yet."""

    email = MailAddressFormField(
        label="Your e-mail address",
        help_text="We send one letter with your link. We don’t keep the address with your story.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Write the address that we shall send the link to.",
        },
    )
