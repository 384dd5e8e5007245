"""`manage.py events check`: what reports keep against the journal; `events rebuild` reckons it anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from events.actions import rebuild_steps
from events.steps import wrong_steps


class Command(BaseCommand):
    help = "Look whether what reports keep of events is what happened; says what isn't, and fails then."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["check", "rebuild"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "rebuild":
            self.stdout.write(f"{rebuild_steps()} steps counted.")
            return
        wrong = list(wrong_steps())
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} are off.")
