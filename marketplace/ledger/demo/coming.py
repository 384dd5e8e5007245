"""Who comes into a business of the village, what she brings, and what they say to each other."""

from functools import partial

from marketplace.boards.actions import (
    Plan,
    accept_offer,
    begin_venture,
    card_from_message,
    decline_offer,
    found_venture,
    invite_partner,
    make_offer,
    show_venture,
)
from marketplace.boards.models import Card, Offer, Partner, Venture

from .stories import Comes, Line
from .telling import Telling


def gather(telling: Telling) -> None:
    """From the idea, if it comes so far, to a business that runs and is talked about."""
    story = telling.story
    telling.then(story.began + 0.5, partial(_found, telling))
    for one in story.comes:
        telling.then(one.ago, partial(_come, telling, one))
        if one.answer != "waiting" and not one.invited:
            telling.then(one.ago - 0.4, partial(_answer, telling, one))
    if story.shares:
        telling.then(story.shares[0].ago - 2, partial(_begin, telling))
    for place, line in enumerate(story.talk):
        telling.then(line.ago, partial(_say, telling, line, place))


def _found(telling: Telling) -> None:
    story = telling.story
    founder = telling.women[story.founder]
    telling.pk = found_venture(founder, Plan(story.titles, story.abouts), telling.key("founded"), story.template).pk
    telling.date_back(Venture.objects.filter(pk=telling.pk), "founded_at")
    telling.date_back(Card.objects.filter(venture=telling.pk), "made_at")
    _settle(telling)


def _come(telling: Telling, one: Comes) -> None:
    woman = telling.women[one.who]
    if one.invited:
        invite_partner(telling.women[telling.story.founder], telling.pk, woman.pk, one.role)
    if one.kind:
        make_offer(woman, telling.pk, one.kind, one.words)
    _settle(telling)


def _answer(telling: Telling, one: Comes) -> None:
    offer = Offer.objects.waiting().filter(venture=telling.pk, member=telling.women[one.who]).first()
    if offer is None:
        return
    founder = telling.women[telling.story.founder]
    if one.answer == "accepted":
        accept_offer(founder, offer.pk, one.role)
    else:
        decline_offer(founder, offer.pk)
    _settle(telling)


def _settle(telling: Telling) -> None:
    """Since when they are in it is of now; and they sit in its room."""
    telling.date_back(Offer.objects.filter(venture=telling.pk), "made_at")
    fresh = Partner.objects.filter(venture=telling.pk, joined_at__gte=telling.began)
    women = list(fresh.values_list("member__number", flat=True))
    telling.date_back(Partner.objects.filter(venture=telling.pk), "works_since")
    telling.date_back(fresh, "joined_at")
    for number in women:
        telling.talk.seat(telling.venture.stream, telling.women[number])


def _begin(telling: Telling) -> None:
    founder = telling.women[telling.story.founder]
    running = begin_venture(founder, telling.pk, telling.venture.version)
    if telling.story.is_public:
        show_venture(founder, telling.pk, running.version)


def _say(telling: Telling, line: Line, place: int) -> None:
    woman = telling.women[line.who]
    room, message = telling.talk.say(telling.venture.stream, woman, telling.key(f"line {place}"), line.words)
    if line.noted:
        card_from_message(telling.women[telling.story.founder], telling.pk, room, message)
        telling.date_back(Card.objects.filter(venture=telling.pk), "made_at")
