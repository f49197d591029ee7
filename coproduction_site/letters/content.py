from coproduction_site.content_files import make_missing
from coproduction_site.letters.models import LetterWords
from coproduction_site.letters.wording import wordings


def load(say) -> None:
    rows = [
        ({"name": one.name}, {"name": one.name, "subject": one.subject, "body": one.body})
        for one in wordings().values()
    ]
    make_missing(say, LetterWords, rows)
