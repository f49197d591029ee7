"""What our templates print, as a set of lines: whatever else is found in one that comes back was written by somebody."""

from stories.submission.template.sheet import BOX, FOOTER
from stories.submission.template.ticks import plain


class Printed:
    """A sheet on which only the words are kept. It takes what `Sheet` takes."""

    def __init__(self):
        self.lines: set[str] = set()

    def prints(self, *texts: str) -> None:
        self.lines |= {plain(text) for text in texts} - {""}

    def title(self, text: str, picture: str) -> None:
        self.prints(text, FOOTER.format(title=text))

    def heading(self, text: str, *details, **options) -> None:
        self.prints(text)

    def paragraph(self, text: str, **options) -> None:
        self.prints(text)

    def several_lines(self, rows: list[str], **options) -> None:
        self.prints(*rows, "\n".join(rows))

    def tick(self, text: str, name: str) -> None:
        self.choices([text])

    def choices(self, labels) -> None:
        for label in map(str, labels):
            self.prints(label, f"{BOX} {label}")

    choices_in_rows = choices

    def lines_to_write_on(self, number: int, label: str) -> None:
        """Nothing is printed on them."""
