from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from coproduction_site.backup import age, saving


class Command(BaseCommand):
    help = (
        "A copy of the database, the pictures and the documents, while the site runs. It is restored into a "
        "scratch place at once, so that it is known to be whole. Old copies go after BACKUP_DAYS."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="Instead of BACKUP_DIR.")

    def handle(self, folder, **options):
        saved = saving.save((folder or settings.BACKUP_DIR).absolute())
        age.note(f"{saved.files} files")
        self.stdout.write(f"{saved.copy}")
        self.stdout.write(f"  made in {saved.seconds:.1f} s, with {saved.files} pictures and documents")
        self.stdout.write(f"  {saved.tried}, in {saved.seconds_back:.1f} s: so long takes the way back")
        if saved.since_before is not None:
            self.stdout.write(
                f"  {saved.since_before:.0f} s after the copy before: so much would have been lost at most"
            )
        if saved.gone:
            self.stdout.write(f"  {saved.gone} older copies deleted")
