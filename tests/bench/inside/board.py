"""Settle ventures with boards of so many cards: women who move them, and women who look on, each with a session."""

from uuid import uuid4

from django.core.management import call_command

from commons.people.models import Member
from commons.testing import lab
from marketplace.boards.actions import Plan, found_venture
from marketplace.boards.models import Card, CardMember, CheckItem, Comment, Partner

from .village import sign_in

MOVERS = 4


def do(watchers: float, *sizes: float) -> dict[str, object]:
    """Migrate, and make a venture of each size. Returns the cookies of those who move and who look on, and of each board its venture, its
    number of cards, and those of its first column.
    """
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    home, vouched = lab("osh"), Member.Standing.VOUCHED
    names = [f"Айзада {n}" for n in range(MOVERS + int(watchers))]
    members = [Member(number=f"{700_000 + n}", name=name, lab=home, standing=vouched, password="!") for n, name in enumerate(names)]
    Member.objects.bulk_create(members)
    cookies = sign_in(members)
    boards = [_board(members, int(size)) for size in sizes]
    return {"movers": cookies[:MOVERS], "watchers": cookies[MOVERS:], "boards": boards}


def _board(members: list[Member], size: int) -> dict[str, object]:
    venture = found_venture(members[0], Plan({"ky": "Той мезгили"}), uuid4())
    Partner.objects.bulk_create([Partner(venture=venture, member=member, role="partner") for member in members[1:]])
    first, *others = venture.columns.all()
    columns = [first] * 3 + others  # most of the work is still to be done
    said = {"venture": venture, "titles": {"ky": "Той көйнөк"}, "planned": 50_000}
    rows = [Card(column=columns[n % len(columns)], position=(n + 1) * 1024, **said) for n in range(size)]
    Card.objects.bulk_create(rows)
    CardMember.objects.bulk_create([CardMember(card=row, member=members[n % len(members)]) for n, row in enumerate(rows[::2])])
    CheckItem.objects.bulk_create([CheckItem(card=row, words="Жип алуу") for row in rows[::3]])
    Comment.objects.bulk_create([Comment(card=row, member=members[0], key=uuid4(), words="Макул") for row in rows[::4]])
    return {"venture": venture.pk, "n": size, "cards": [row.pk for row in rows if row.column_id == first.pk]}
