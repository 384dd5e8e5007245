"""Who came to what is over, what they said of it, and who has made out her certificate."""

from datetime import datetime, timedelta
from random import Random

from commons.people.demo_clock import at
from commons.people.models import Member

from ..actions import begin, check_in, count_nameless, end, give_certificate, say_how_it_was
from ..may import may_have_certificate
from ..models import Certificate, Feedback, Gathering, Seat
from .keys import key_of

LATER = timedelta(hours=3)
WORDS = ("Абдан жакты, рахмат!", "Дагы болсо келем, сиңдимди да алып келем.", "Спасибо, всё было понятно.", "Раҳмат!", "", "")


def be_there(host: Member, gathering: Gathering, starts_at: datetime, chance: Random) -> None:
    """Most of those who had a seat came, and some without one; most of them said how it was."""
    came = []
    with at(starts_at):
        begin(host, gathering)
        for seat in Seat.objects.whole().filter(gathering=gathering, state=Seat.State.TAKEN).order_by("pk"):
            if is_of_the_cast(seat) or chance.random() < 0.85:
                came.append(check_in(host, seat, key_of(f"came {seat.key}")).seat)
        for n in range(chance.randrange(3)):
            count_nameless(host, gathering, key_of(f"nameless {gathering.key} {n}"))
    with at(gathering.ends_at):
        end(host, gathering)
    with at(gathering.ends_at + LATER):
        for seat in came:
            _go_home(Seat.objects.whole().get(pk=seat.pk), chance)
    said = gathering.ends_at + LATER
    Feedback.objects.filter(seat__gathering=gathering).update(given_at=said)
    Certificate.objects.filter(seat__gathering=gathering).update(given_at=said)


def is_of_the_cast(seat: Seat) -> bool:
    return seat.member is not None and seat.member.number.startswith("demo-")


def _go_home(seat: Seat, chance: Random) -> None:
    """What the members of the demonstration do is left to those who look at it."""
    if is_of_the_cast(seat) or chance.random() < 0.2:
        return
    say_how_it_was(seat, seat.holder, chance.choice((3, 3, 3, 2)), chance.choice(("yes", "yes", "yes", "maybe")), chance.choice(WORDS))
    if may_have_certificate(seat):
        give_certificate(seat, seat.holder, seat.name)
