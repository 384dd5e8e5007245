from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count, Max, Min

from commons.journal.models import Delivery, Entry, Stream
from commons.journal.reading import epoch, read, renew_epoch
from commons.journal.worker import revive


class Command(BaseCommand):
    help = "Looks at a stream, verifies that none has a gap, replays dead letters, shows or renews the epoch."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        look = verbs.add_parser("look", help="the last entries of a stream")
        look.add_argument("stream")
        look.add_argument("--last", type=int, default=20)
        verbs.add_parser("verify", help="every stream gap-free, every head right")
        replay = verbs.add_parser("replay", help="give dead letters back to the worker")
        replay.add_argument("delivery", type=int, nargs="*", help="their ids; all without any")
        shown = verbs.add_parser("epoch", help="show the epoch")
        shown.add_argument("--renew", action="store_true", help="begin a new one, after a restored backup")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["verb"])(options)

    def look(self, options: dict[str, Any]) -> None:
        stream = Stream.objects.filter(name=options["stream"]).first()
        if stream is None:
            raise CommandError(f"Nothing happened on {options['stream']} yet.")
        for entry in read(stream.name, after=max(0, stream.head - options["last"]), limit=options["last"]):
            self.stdout.write(f"{entry.seq:>8}  {entry.at:%Y-%m-%d %H:%M:%S}  {entry.fact}  {entry.actor or '-'}  {entry.data}")

    def verify(self, options: dict[str, Any]) -> None:
        wrong = 0
        found = {row["stream"]: row for row in Entry.objects.values("stream").annotate(n=Count("id"), first=Min("seq"), last=Max("seq"))}
        for name, head in Stream.objects.values_list("name", "head").iterator():
            row = found.pop(name, {"n": 0, "first": 1, "last": 0})
            if (row["n"], row["first"], row["last"]) != (head, 1, head):
                wrong += 1
                self.stderr.write(f"{name}: head {head}, but {row['n']} entries from {row['first']} to {row['last']}")
        for name in found:
            wrong += 1
            self.stderr.write(f"{name}: entries without a head")
        if wrong:
            raise CommandError(f"{wrong} streams are wrong.")
        self.stdout.write("Every stream is whole.")

    def replay(self, options: dict[str, Any]) -> None:
        chosen = Delivery.objects.all()
        if options["delivery"]:
            chosen = chosen.filter(pk__in=options["delivery"])
        self.stdout.write(f"{revive(chosen)} given back to the worker.")

    def epoch(self, options: dict[str, Any]) -> None:
        self.stdout.write(renew_epoch() if options["renew"] else epoch())
