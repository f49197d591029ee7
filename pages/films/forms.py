from coproduction_site.uploads import captions, films
from coproduction_site.uploads.film_fields import CaptionsField, CheckedFileField, FilmField
from coproduction_site.workflow.versions import VersionedForm

CHOOSE_AGAIN = "Please put right what else is wrong on this page, and choose this file again."


class VideoForm(VersionedForm):
    """A film is known by its bytes, and its captions are read; neither is kept with a form that is wrong elsewhere."""

    file = FilmField(label="File", required=False)
    captions = CaptionsField(label="Captions", required=False, help_text=captions.HINT)

    bsl_file = FilmField(label="BSL film", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("file", "bsl_file"):
            self.fields[name].help_text = films.hint()

    def _post_clean(self):
        super()._post_clean()
        chosen = [name for name in self.files if isinstance(self.fields.get(name), CheckedFileField)]
        for name in chosen if self.errors else []:
            if name not in self.errors:
                self.add_error(name, CHOOSE_AGAIN)
