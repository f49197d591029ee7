"""What a form says when an answer is not right: our words in the place of Django's, and each at its box."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import Promise

TOO_LONG = (
    "This is %(show_value)d characters long. There is room for %(limit_value)d. Please make it shorter."
)
NOT_WRITING = "There is a sign in this text that we can’t keep. Please write it again."
CHOOSE_HERE = "Choose from the answers on this page."
NOT_WHOLE = "Write the whole address, like name@example.org."
NOT_A_NUMBER = "Write a number, such as 7."
LONG_NAME = "The name of this file is too long. Please give it a shorter one, and choose it again."
NO_FILE = "The file did not come. Please choose it again."
SAY_LITTLE = TICK_THIS, CHOOSE_ONE, FILL_IN = (
    "Please tick this box if you agree.",
    "Please choose an answer.",
    "Please fill this in.",
)
# By the code of the mistake; validators have codes too.
PLAIN = {
    "max_length": TOO_LONG,
    "min_length": "Please write a little more: at least %(limit_value)d characters.",
    "max_value": "Write %(limit_value)s or less.",
    "min_value": "Write %(limit_value)s or more.",
    "step_size": "Write a number that can be divided by %(limit_value)s.",
    "max_digits": "This number is too long. Please write a shorter one.",
    "max_decimal_places": "Write this number with fewer digits after the point.",
    "max_whole_digits": "This number is too big. Please write a smaller one.",
    "null_characters_not_allowed": NOT_WRITING,
    "invalid_choice": CHOOSE_HERE,
    "invalid_pk_value": CHOOSE_HERE,
    "invalid_list": CHOOSE_HERE,
    "incomplete": "Please fill in all of it.",
    "invalid_date": "Write a day, such as 2030-05-03.",
    "invalid_time": "Write a time, such as 14:30.",
    "overflow": NOT_A_NUMBER,
    "missing": NO_FILE,
    "empty": "This file is empty. Please choose it again.",
    "contradiction": "Send a new file, or tick the box to take the old one away. Not both.",
    "invalid_image": "We could not read this picture. Please choose another one.",
    "invalid_extension": "We can’t take this kind of file. Please choose another one.",
    "unique": "There is one like this already. Please write another one.",
    "unique_for_date": "There is one like this for that day already.",
    "unique_together": "There is one like this already.",
    "blank": FILL_IN,
    "null": FILL_IN,
}
CODES = (*PLAIN, "required", "invalid")
UNIQUE = ("unique", "unique_together")
NOT_LIKE_THIS = "Please write this in another way."
# What is not a number, a day or an address is told by the kind of box: the first that fits.
INVALID = (
    (forms.IntegerField, NOT_A_NUMBER),
    (forms.DateTimeField, "Write a day and a time, such as 2030-05-03 14:30."),
    (forms.DateField, PLAIN["invalid_date"]),
    (forms.TimeField, PLAIN["invalid_time"]),
    (forms.EmailField, NOT_WHOLE),
    (forms.URLField, "Write the address of a website, such as www.example.org."),
    (forms.SlugField, "Use only letters, numbers and hyphens."),
    (forms.FileField, NO_FILE),
    (forms.ModelChoiceField, CHOOSE_HERE),
)


class OurWords(dict):
    """What a field says that was looked through. Copies of the field, of which each form has its own, need not be again."""

    def copy(self):
        return OurWords(self)


def in_our_words(fields: dict) -> None:
    """What a field, a form or a validator says for itself stays: Django's own words are those still to be translated."""
    for field in fields.values():
        if not isinstance(field.error_messages, OurWords):
            field.error_messages = OurWords(field.error_messages | _ours(field))


def _ours(field) -> dict[str, str]:
    said, checks = field.error_messages, _checks_by_code(field)
    is_djangos = {code: _says_django(said.get(code), code, checks.get(code, ())) for code in CODES}
    return {code: _plain(field, code) for code in CODES if is_djangos[code]}


def _checks_by_code(field) -> dict[str, list]:
    found = {}
    for check in field.validators:
        found.setdefault(getattr(check, "code", None), []).append(check)
    return found


def _says_django(message, code: str, checks) -> bool:
    if message is not None:
        return isinstance(message, Promise)
    if not checks:
        return code != "invalid"
    return all(isinstance(check.message, Promise) for check in checks)


def too_long(field) -> str:
    """Of a file it is the name that has a limit, which Django counts in words of its own."""
    return LONG_NAME if isinstance(field, forms.FileField) else TOO_LONG


def _plain(field, code: str) -> str:
    if code == "max_length":
        return too_long(field)
    if code == "invalid":
        return next((text for kind, text in INVALID if isinstance(field, kind)), NOT_LIKE_THIS)
    return _ask_for(field) if code == "required" else PLAIN[code]


def _ask_for(field) -> str:
    """What to do, rather than what is wrong."""
    if isinstance(field, forms.BooleanField):
        return TICK_THIS
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return CHOOSE_ONE
    return FILL_IN


class PlainErrors:
    """First of the bases of a form. Also fields that are put in later speak in our words."""

    def full_clean(self):
        in_our_words(self.fields)
        super().full_clean()

    def _update_errors(self, errors):
        """Of a form over a model: what a rule of the table refuses is said at a box that the rule names."""
        for error in getattr(errors, "error_dict", {}).pop(NON_FIELD_ERRORS, []):
            rule = self._rule_behind(error)
            names = (error.params or {}).get("unique_check") or _columns_of(rule)
            self.add_error(self._box_of(names), _in_our_words(rule, error))
        super()._update_errors(errors)

    def _rule_behind(self, error: ValidationError):
        rules = [rule for _, rules in self.instance.get_constraints() for rule in rules]
        said = (rule for rule in rules if rule.get_violation_error_message() == error.message)
        return next(said, None)

    def _box_of(self, names) -> str | None:
        """The last of them: the words of a picture, and not the picture. None if there is no such box here."""
        boxes = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        return next((name for name in reversed(boxes) if name in names), None)


class RulesInReach:
    """Among the bases of a model: a form asks those of its rules alone of which it asks every column."""

    def validate_constraints(self, exclude=None):
        """Django makes a statement for each rule, to find that a column of it is left out. It is known without."""
        left_out = set(exclude or ())
        if any(left_out.isdisjoint(_columns_of(rule)) for rule in self._meta.constraints):
            super().validate_constraints(exclude=exclude)


def _columns_of(rule) -> set[str]:
    condition = getattr(rule, "condition", None)
    return {*getattr(rule, "fields", ()), *(condition.referenced_base_fields if condition else ())}


def _in_our_words(rule, error: ValidationError) -> ValidationError | str:
    """What a rule of a table says for itself stays."""
    if error.code in UNIQUE:
        return PLAIN[error.code]
    is_silent = rule and rule.violation_error_message == rule.default_violation_error_message
    return NOT_LIKE_THIS if is_silent else error
