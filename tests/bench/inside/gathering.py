"""Settle a gathering that is on: its hosts, and members who take part, each with a session."""

from datetime import timedelta
from uuid import uuid4

from django.core.management import call_command
from django.utils import timezone

from commons.people.models import Member, Role
from commons.testing import lab
from events.actions import Plan, announce, begin, name_cohost
from events.models import Gathering

from .village import sign_in

HOSTS = 4  # the limit of what one member does in ten minutes is none of what is measured


def do(count: float) -> dict[str, object]:
    """Migrate, and make so many. Returns the gathering, and the cookies of its hosts and of those who take part."""
    call_command("migrate", verbosity=0)
    home, vouched = lab("osh"), Member.Standing.VOUCHED
    members = [
        Member(number=f"{700_000 + n}", name=f"Айзада {n}", lab=home, standing=vouched, password="!") for n in range(int(count) + HOSTS)
    ]
    Member.objects.bulk_create(members)
    host, *cohosts = members[:HOSTS]
    Role.objects.create(member=host, lab=home, kind=Role.Kind.AMBASSADOR)
    plan = Plan("talk", {"ky": "Түз эфир"}, timezone.now() + timedelta(hours=1), in_lab_room=False, video="https://call.example/talk")
    gathering = announce(host, home, plan, uuid4())
    for member in cohosts:
        name_cohost(host, gathering, member)
    begin(host, gathering)
    assert Gathering.objects.get(pk=gathering.pk).asks == Gathering.Asks.LOOKED_AT
    cookies = sign_in(members)
    return {"gathering": gathering.pk, "hosts": cookies[:HOSTS], "cookies": cookies[HOSTS:]}
