"""A joint business of Aizada's: Begimai is a partner in it, "trusted" a guest; one more offers, and one is invited.

Of another that has a shop Begimai answers the customers: in it the mentor is a partner, "trusted" a guest; another maker was one, and left.
"""

from uuid import uuid4

import pytest
from django.db import transaction

from tests.marketplace.boards.conftest import again, columns, comes, put, venture, who_may

__all__ = ["again", "columns", "comes", "put", "venture", "who_may"]


@pytest.fixture
def felt(cast, venture, comes):
    made = venture(template="felt")
    comes(made, cast["begimai"])
    comes(made, cast["trusted"], role="guest")
    return made


@pytest.fixture
def sold(cast, venture, comes):
    from marketplace.boards.actions import leave_venture, open_shop

    made = venture(template="felt")
    comes(made, cast["begimai"], cast["mentor"], cast["another maker"])
    comes(made, cast["trusted"], role="guest")
    leave_venture(cast["another maker"], made.pk)
    open_shop(cast["aizada"], made.pk, {"ky": "Кийиз үйү"}, cast["begimai"].pk)
    return made


@pytest.fixture
def names(cast, felt, sold, columns, put):
    """What stands in the addresses."""
    from chat.actions import open_room_about, post_message
    from chat.models import Message
    from marketplace.boards.actions import add_item, comment_card, invite_partner, make_offer, show_venture
    from marketplace.boards.models import Venture
    from marketplace.ledger.actions import offer_agreement, record_cost

    offer = make_offer(cast["ambassador"], felt.pk, "tool", "Машина")
    invited = invite_partner(cast["aizada"], felt.pk, cast["mentor"].pk)
    show_venture(cast["aizada"], felt.pk, Venture.objects.get(pk=felt.pk).version)
    first, column, *_ = columns(felt)
    card = put(column)
    item, comment = add_item(cast["aizada"], card.pk, "Жип"), comment_card(cast["aizada"], card.pk, "Макул", uuid4())
    board = {"first": first.pk, "column": column.pk, "card": card.pk, "item": item.pk, "comment": comment.pk, "key": uuid4()}
    board["code"] = Venture.objects.get(pk=felt.pk).public_code
    room = open_room_about(felt.stream)
    said = Message.objects.get(room=room, seq=post_message(cast["aizada"], room.pk, uuid4(), "Жүн алалы"))
    board["agreement"] = offer_agreement(cast["aizada"], felt.pk, "equal", cast["aizada"].pk, uuid4()).pk
    board["posting"] = record_cost(cast["begimai"], felt.pk, 10_000, "Жип", uuid4()).pk
    board |= {"room": room.pk, "message": said.pk}
    women = {"aizada": cast["aizada"].pk, "begimai": cast["begimai"].pk, "trusted": cast["trusted"].pk}
    return {"id": felt.pk, "sold": sold.pk, "offer": offer.pk, "invited": invited.pk, **women, **board}


@pytest.fixture
def tried(browsers):
    """What each of them gets; whatever she does is undone: `tried("post", address, {…})`."""

    def give(method, address, said=None):
        got = {}
        for who, browser in browsers.items():
            with transaction.atomic():
                got[who] = getattr(browser, method)(address, said or {})
                transaction.set_rollback(True)
        return {who: answer.status_code for who, answer in got.items() if not leads_to_the_door(answer)}

    return give


def leads_to_the_door(answer):
    return answer.status_code == 302 and answer["Location"].startswith("/sign-in/")


@pytest.fixture
def board(felt, columns, put):
    """Its address, its columns, and three cards in the second."""
    return f"/market/together/{felt.pk}/", columns(felt), [put(columns(felt)[1], title) for title in ("Бир", "Эки", "Үч")]


@pytest.fixture
def hers(cast, signed_in):
    """Aizada's browser, which reads English."""
    browser = signed_in(cast["aizada"])
    browser.cookies["django_language"] = "en"
    return browser
