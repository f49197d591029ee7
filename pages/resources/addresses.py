"""What may stand in the box for a link: an address of the web, or one of this site."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

NO_ADDRESS = (
    "Write a whole address, like https://www.example.org/guide, or one of this site, like /ladder/."
)
_of_the_web = URLValidator(schemes=["https", "http"], message=NO_ADDRESS)


def leads_somewhere(text: str) -> None:
    """Raises ValidationError. Two slashes at the beginning would lead to another site."""
    if text.startswith("/") and not text.startswith(("//", "/\\")):
        return
    try:
        _of_the_web(text)
    except ValidationError:
        raise ValidationError(NO_ADDRESS) from None
