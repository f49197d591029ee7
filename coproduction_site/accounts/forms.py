"""django-allauth's forms, with our fields and our words."""

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.contrib.auth.password_validation import validate_password
from django.forms import CharField, ModelForm, PasswordInput, TextInput

from coproduction_site.forms import AccessibleBoundField, Form

WHAT_IS_LONG_ENOUGH = (
    "At least 12 characters, or 15 for council staff. "
    "Three or four words together are easy to remember. You can paste it from a password manager."
)
CODE_FROM_APP = "The 6 numbers that the app shows now."
CODE_FROM_APP_OR_LIST = f"{CODE_FROM_APP} Or one of your recovery codes."


class _OurWords:
    """Plain labels, no words inside the boxes, and no question asked twice."""

    bound_field_class = AccessibleBoundField
    use_required_attribute = False
    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignIn(_OurWords, account.LoginForm):
    labels = {"login": "Your e-mail address", "password": "Your password"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class AskForCode(_OurWords, account.RequestLoginCodeForm):
    labels = {"email": "Your e-mail address"}


class EnterCode(_OurWords, account.ConfirmLoginCodeForm):
    labels = {"code": "The code from the e-mail"}
    hints = {"code": "Small or capital letters, with or without the dash."}


class ForgottenPassword(_OurWords, account.ResetPasswordForm):
    labels = {"email": "Your e-mail address"}


class NewPassword(_OurWords, account.ResetPasswordKeyForm):
    labels = {"password1": "Your new password"}
    hints = {"password1": WHAT_IS_LONG_ENOUGH}


class ChangePassword(_OurWords, account.ChangePasswordForm):
    labels = {"oldpassword": "Your password now", "password1": "Your new password"}
    hints = {"password1": WHAT_IS_LONG_ENOUGH}


class FirstPassword(_OurWords, account.SetPasswordForm):
    labels = {"password1": "Your password"}
    hints = {"password1": WHAT_IS_LONG_ENOUGH}


class PasswordAgain(_OurWords, account.ReauthenticateForm):
    labels = {"password": "Your password"}


class SecondStep(_OurWords, second_step.AuthenticateForm):
    labels = {"code": "Your code"}
    hints = {"code": CODE_FROM_APP_OR_LIST}


class SecondStepAgain(_OurWords, second_step.ReauthenticateForm):
    labels = {"code": "Your code"}
    hints = {"code": CODE_FROM_APP_OR_LIST}


class AddApp(_OurWords, ActivateTOTPForm):
    labels = {"code": "The code from your app"}
    hints = {"code": CODE_FROM_APP}


class AddPasskey(_OurWords, AddWebAuthnForm):
    labels = {
        "name": "A name for this passkey",
        "passwordless": "Let me sign in with this passkey alone",
    }
    hints = {"name": "So that you can tell them apart. For example “My phone”."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskey(_OurWords, EditWebAuthnForm):
    labels = {"name": "A name for this passkey"}


class Welcome(Form):
    """What somebody who was invited tells us, once."""

    name = CharField(label="Your name", max_length=100, widget=TextInput({"autocomplete": "name"}))
    password = CharField(
        label="A password, if you want one",
        required=False,
        strip=False,
        widget=PasswordInput({"autocomplete": "new-password"}),
        help_text=f"{WHAT_IS_LONG_ENOUGH} If you leave it empty, we e-mail you a code each time you sign in.",
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs, initial={"name": user.name})
        self.user = user

    def clean_password(self):
        password = self.cleaned_data["password"]
        if password:
            validate_password(password, self.user)
        return password


class PersonForm(ModelForm):
    """Who may do what, in the admin. A role makes council staff of somebody, as an invitation does."""

    def clean(self):
        super().clean()
        has_role = bool(self.cleaned_data.get("groups"))
        if has_role and self.initial.get("is_staff") and not self.cleaned_data.get("is_staff"):
            self.add_error("is_staff", "Whoever has a role is council staff. Take the roles away too.")
        elif has_role:
            self.cleaned_data["is_staff"] = True

    @property
    def made_staff(self) -> bool:
        """Somebody who was there before, and now opens the admin."""
        return "is_staff" in self.fields and not self.initial.get("is_staff") and self.instance.is_staff

    @property
    def about_roles(self) -> str:
        """For the log. Nothing if they are the same as before."""
        if "groups" not in self.changed_data:
            return ""
        before, now = self.initial.get("groups", []), self.cleaned_data["groups"]
        return f"Roles: {_named(now)}. Before: {_named(before)}."


def _named(groups) -> str:
    return ", ".join(sorted(group.name for group in groups)) or "none"
