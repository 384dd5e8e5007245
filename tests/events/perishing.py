"""`python -m tests.events.perishing HOST NUMBER`: announce, have guests come, move or cancel, until somebody kills it."""

import sys
from datetime import timedelta
from uuid import uuid4

import django

django.setup()

from django.utils import timezone  # noqa: E402

from commons.people.details import GuestDetails  # noqa: E402
from commons.people.models import Member  # noqa: E402
from events.actions import Plan, announce, cancel_gathering, change_gathering, take_seat  # noqa: E402

AHEAD = timedelta(hours=30)  # tomorrow at least, wherever the clock stands


def main(host: Member, first: int) -> None:
    """Three come, the last of them in line; of three gatherings one stays, one is moved, one is cancelled."""
    for number in range(first, first + 9_990, 3):
        plan = Plan("talk", {"ky": "Жүн"}, timezone.now() + AHEAD, in_lab_room=False, place="Китепкана", capacity=2)
        gathering = announce(host, host.lab, plan, uuid4())
        for guest in range(number, number + 3):
            take_seat(gathering, GuestDetails("Айнура", f"+996{guest}"), 1, uuid4())
        if number % 9 == 3:
            moved = Plan("talk", {"ky": "Жүн"}, plan.starts_at + timedelta(hours=1), in_lab_room=False, place="Мектеп", capacity=2)
            change_gathering(host, gathering, moved, 1)
        elif number % 9 == 6:
            cancel_gathering(host, gathering)
        print(gathering.pk, flush=True)


if __name__ == "__main__":
    main(Member.objects.get(pk=int(sys.argv[1])), int(sys.argv[2]))
