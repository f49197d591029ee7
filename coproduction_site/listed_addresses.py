"""Web addresses in a box, one on each line."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

_is_an_address = URLValidator(["https"])


def every_line_is_an_address(text: str) -> None:
    for line in text.split():
        try:
            _is_an_address(line)
        except ValidationError:
            raise ValidationError(
                f"“{line}” is not a whole web address. It begins with https://. Put each on a line of its own."
            ) from None
