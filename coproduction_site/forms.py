"""The forms that every app builds on: fields that say what they need, in words read before the box."""

from uuid import UUID

from django import forms
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms.renderers import TemplatesSetting
from django.utils.encoding import punycode

from coproduction_site import text
from coproduction_site.plain_errors import (
    CHOOSE_HERE,
    NOT_WHOLE,
    NOT_WRITING,
    SAY_LITTLE,
    TOO_LONG,
    PlainErrors,
    in_our_words,
    too_long,
)
from coproduction_site.sentences import TranslatedErrors, translated

CANNOT_BE_MAILED = (
    "We can’t send letters to this address. Please give another one, like name@example.org."
)
LONGEST, LONGEST_NAME = 254, 64  # RFC 5321, 4.5.3.1.


class TypedBoundField(forms.BoundField):
    """Hands what was typed through the one door, before anything is checked, counted, compared or shown again."""

    @property
    def data(self):
        data = super().data
        is_text = isinstance(data, str) and isinstance(self.field, forms.CharField)
        if not is_text or isinstance(self.field.widget, forms.PasswordInput):
            return data  # A password is what its keys made, sign by sign.
        return self._door(data)

    @property
    def _door(self):
        return text.one_line if isinstance(self.field.widget, forms.TextInput) else text.cleaned


class FormRenderer(TemplatesSetting):
    """Also for forms that are not ours: those of the admin, of signing in, of libraries that come later."""

    bound_field_class = TypedBoundField


class AccessibleBoundField(TypedBoundField):
    """A field that knows where an error link must land, and how much may be written."""

    @property
    def is_group(self) -> bool:
        """Radio buttons and tick boxes; both are RadioSelect to Django."""
        return isinstance(self.field.widget, forms.RadioSelect)

    @property
    def error_target(self) -> str:
        """The id of the first thing to fill in: a group as such has none."""
        if self.id_for_label or not self.subwidgets:
            return self.id_for_label or self.auto_id
        return self.subwidgets[0].id_for_label

    @property
    def says_itself(self) -> str:
        """The message that names what is missing, so that the question need not stand before it."""
        message = self.field.error_messages.get("required", "")
        return "" if message in SAY_LITTLE else translated(message)

    @property
    def limit(self) -> str:
        """How many characters a long answer may have, as a person writes the number."""
        is_long = isinstance(self.field.widget, forms.Textarea)
        return intcomma(getattr(self.field, "max_length", None) or "") if is_long else ""

    @property
    def aria_describedby(self):
        described = super().aria_describedby
        if described is None or not self.limit:
            return described
        return f"{described} {self.auto_id}_limit".strip()

    def build_widget_attrs(self, attrs, widget=None):
        """Without `maxlength`, a pasted text is not cut silently: the answer says that it is too long."""
        attrs = super().build_widget_attrs(attrs, widget)
        if self.limit:
            attrs["maxlength"] = False
        return attrs


class _Plain(PlainErrors):
    """What both kinds of form share. Only the server says what is missing, so that nothing depends on script."""

    bound_field_class = AccessibleBoundField
    use_required_attribute = False
    marks_optional = True

    def __init__(self, *args, **kwargs):
        in_our_words(self.base_fields)
        super().__init__(*args, **{"error_class": TranslatedErrors} | kwargs)
        in_our_words(self.fields)


class Form(_Plain, forms.Form):
    """A form that keeps nothing by itself."""


class ModelForm(_Plain, forms.ModelForm):
    """A form that writes one row."""


def validate_mail_address(address: str) -> None:
    """Stricter than Django's: no quoted names, no numbers of machines, no names of machines without a dot.

    They are allowed on paper, and lists of addresses, the outbox or mail servers do not take them. What is too long
    is said by the field.
    """
    if len(address) > LONGEST:
        return
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(NOT_WHOLE, code="invalid") from None
    if not _is_plain(address):
        raise ValidationError(CANNOT_BE_MAILED, code="cannot_be_mailed")


def can_be_mailed(address: str) -> bool:
    try:
        validate_mail_address(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST


class MailAddressFormField(forms.EmailField):
    """For forms that are made by hand; those of a model get it from `MailAddressField`."""

    default_validators = [validate_mail_address]
    default_error_messages = {"invalid": NOT_WHOLE, "max_length": TOO_LONG}

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": LONGEST} | kwargs)


def say_plainly(fields: dict, missing: dict) -> None:
    """Also for answers that only a changed page can give: they are refused in plain words as well."""
    for name, field in fields.items():
        field.error_messages |= {
            "invalid_choice": CHOOSE_HERE,
            "max_length": too_long(field),
            "null_characters_not_allowed": NOT_WRITING,
        }
        if name in missing:
            field.error_messages["required"] = missing[name]


def key_of(text: str | None) -> UUID | None:
    """The key that travels with a form, so that the same form sent twice is one thing.

    Anything that is not a key is no key; it came from a page that somebody changed.
    """
    try:
        return UUID(text)
    except (TypeError, ValueError, AttributeError):
        return None


def _is_plain(address: str) -> bool:
    name, _, domain = address.rpartition("@")
    try:
        as_sent = f"{name}@{punycode(domain)}"
    except UnicodeError:
        return False
    is_plain = not name.startswith('"') and "[" not in domain and "." in domain
    return is_plain and len(name) <= LONGEST_NAME and len(as_sent) <= LONGEST
