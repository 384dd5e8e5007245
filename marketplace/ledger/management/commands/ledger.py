"""`manage.py ledger check`: every posting against itself, all balances against the journal, what was sold against what was paid."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from marketplace.ledger.checking import wrong_books


class Command(BaseCommand):
    help = "Look whether the books of joint businesses are what happened; says what isn't, and fails then."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        wrong = list(wrong_books())
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} are off.")
