"""A venture of Aizada's, and women who come into it."""

from uuid import uuid4

import pytest


@pytest.fixture
def venture(aizada):
    """Aizada's: `venture()`, or another woman's."""
    from marketplace.boards.actions import found_venture
    from marketplace.boards.actions.ventures import Plan

    def give(by=aizada, title="Той мезгили", template=""):
        return found_venture(by, Plan({"ky": title}), uuid4(), template)

    return give


@pytest.fixture
def comes(aizada):
    """She offers and is accepted: `comes(felt, begimai, role="guest")`; made more by Aizada where she is to be a steward."""
    from marketplace.boards.actions import accept_offer, change_role, make_offer

    def give(venture, *women, role="partner", by=aizada):
        for woman in women:
            offer = make_offer(woman, venture.pk, "talent", "Тигем")
            accept_offer(by, offer.pk, "partner" if role == "steward" else role)
            if role == "steward":
                change_role(by, venture.pk, woman.pk, role)

    return give


@pytest.fixture
def who_may(cast):
    """Who of the cast isn't refused as one who may not: `who_may(lambda woman: …)`."""
    from commons.journal.refusals import Refused

    def is_let(deed, woman):
        try:
            deed(woman)
        except Refused as refused:
            if refused.code != "forbidden":
                raise
            return False
        return True

    return lambda deed: {who for who, woman in cast.items() if woman is not None and is_let(deed, woman)}


@pytest.fixture
def again():
    return lambda row: type(row).objects.get(pk=row.pk)


@pytest.fixture
def columns():
    """Those of a venture, in their order."""
    return lambda venture: list(venture.columns.all())


@pytest.fixture
def put(aizada):
    """A card at the end of a column: `put(column, "Кездеме")`."""
    from marketplace.boards.actions import Saying, make_card

    def give(column, title="Кездеме алуу", by=aizada, **said):
        return make_card(by, column.pk, Saying(title=title, **said), uuid4())

    return give
