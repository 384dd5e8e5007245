"""The demonstration village does business together: three ventures with months of work and money, whose books are right."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from chat import demo as chat
from chat.models import Message
from commons.journal.models import Entry
from commons.journal.worker import Worker
from commons.people import demo as people
from commons.people.models import Member
from marketplace.boards.models import Card, Comment, Offer, Partner, Venture
from marketplace.ledger import demo as ledger
from marketplace.ledger.agreed import agreement_in_force, agreement_offered
from marketplace.ledger.models import Posting
from marketplace.ledger.reading import years_of
from marketplace.orders.models import Order

pytestmark = pytest.mark.django_db(transaction=True)


def fill() -> None:
    people.fill()
    ledger.fill(ledger.Talk(chat.seat, chat.say))


def test_a_village_that_does_business_together(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    fill()
    now = timezone.now()
    ventures = list(Venture.objects.exclude(state="idea").order_by("pk"))
    assert [venture.template for venture in ventures] == ["wedding", "guest_house", "felt"]
    for venture in ventures:
        women = Partner.objects.standing().filter(venture=venture)
        assert women.values("member__lab").distinct().count() >= 2
        assert set(women.values_list("role", flat=True)) == set(Partner.Role)
        assert {"made", "invited", "accepted"} <= set(Offer.objects.filter(venture=venture).values_list("state", flat=True))
        assert 12 <= Card.objects.filter(venture=venture, archived_at=None, order=None).count() <= 25
        assert Card.objects.filter(venture=venture).exclude(message=None).count() == 1
        assert Card.objects.filter(venture=venture).exclude(order=None).count() > 15
        assert agreement_in_force(venture)
        assert {"sale", "cost", "division", "payout", "handover"} == set(
            Posting.objects.filter(venture=venture).values_list("kind", flat=True)
        )
        assert {"sale", "cost", "payout"} == set(
            Posting.objects.filter(venture=venture, state=Posting.State.RECORDED).values_list("kind", flat=True)
        )
        assert years_of(venture)
        stamps = list(Entry.objects.filter(stream=venture.stream).order_by("seq").values_list("at", flat=True))
        assert stamps == sorted(stamps), "what happened later stands later"
    assert Venture.objects.exclude(public_code=None).count() == 1
    assert Offer.objects.filter(state="declined").exists()
    ideas = Venture.objects.filter(state="idea")
    assert ideas.count() == 2
    aizada = Member.objects.get(number="demo-osh-resident")
    assert aizada.pk not in agreement_offered(ventures[0]).agreed, "it waits for her word"
    assert Posting.objects.filter(to=aizada, state=Posting.State.RECORDED).exists(), "and so does money"
    assert Offer.objects.filter(member=aizada, state="invited").exists(), "and so does an invitation"

    assert set(Venture.objects.visible_to(aizada)) >= set(ideas), "and others look for her"

    for rows, column in (
        (Partner, "joined_at"),
        (Partner, "works_since"),
        (Offer, "made_at"),
        (Card, "made_at"),
        (Comment, "at"),
        (Order, "placed_at"),
        (Message, "at"),
    ):
        recent = rows.objects.filter(**{f"{column}__gt": now - timezone.timedelta(seconds=30)})
        assert not recent.exists(), rows

    for app in ("ledger", "orders"):
        call_command(app, "check", stdout=StringIO())
    while Worker().run_due():
        pass
    for app in ("ledger", "orders"):
        call_command(app, "check", stdout=StringIO())
    assert Message.objects.exclude(card=None).count() == 3, "a message leads to the card that was made of it"

    rows = (Venture, Card, Comment, Order, Posting, Message, Entry)
    before = [one.objects.count() for one in rows]
    fill()
    assert [one.objects.count() for one in rows] == before
