from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from chat import demo as chat
from commons.people import demo as people
from events import demo as events
from marketplace.catalog import demo as catalog
from marketplace.ledger import demo as ledger
from marketplace.orders import demo as orders


class Command(BaseCommand):
    help = "Fills a living village: three labs, their women, talk, market, joint businesses and events. Running it again adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration village needs DEMO=1: it has sign-ins that everybody knows.")
        people.fill()
        chat.fill()
        catalog.fill()
        orders.fill()
        ledger.fill(ledger.Talk(chat.seat, chat.say))
        events.fill()
        self.stdout.write(f"\n  Birge is at {settings.ORIGIN}\n  Sign in with one tap at {settings.ORIGIN}/demo/ as\n")
        with translation.override("en"):
            for number, name, said in people.sign_ins():
                self.stdout.write(f"    {number:<28} {name}, {said}")
        self.stdout.write("")
