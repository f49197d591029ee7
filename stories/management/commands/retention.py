"""What is held for too long is listed, or dealt with."""

from django.core.management.base import BaseCommand

from stories import retention


class Command(BaseCommand):
    help = "Lists what is due to be erased, taken down or asked. With --do it is done. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--do", action="store_true", help="Do it instead of listing it.")

    def handle(self, do=False, **options):
        if do:
            for what, number in retention.carry_out().items():
                self.stdout.write(f"{number} {what}")
            return
        for what, references in retention.due().items():
            self.stdout.write(f"{len(references)} {what}")
            for reference in references:
                self.stdout.write(f"  {reference}")
        self.stdout.write("Nothing was changed. Add --do to do it.")
