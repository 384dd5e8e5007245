from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from commons.people.actions import make_founder_invitation
from commons.people.models import Lab


class Command(BaseCommand):
    help = "Prints the invitation of a lab's first coordinator: one use, 14 days. Whoever joins with it is trusted and coordinates the lab."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--lab", required=True, help="the lab's short name, such as osh")

    def handle(self, *args: Any, **options: Any) -> None:
        lab = Lab.objects.filter(slug=options["lab"]).first()
        if lab is None:
            known = ", ".join(Lab.objects.values_list("slug", flat=True))
            raise CommandError(f"There is no lab {options['lab']!r}; there are {known}.")
        invitation = make_founder_invitation(lab)
        self.stdout.write(settings.ORIGIN + reverse("people:arrive", args=[invitation.code]))
