"""The ways a venture says no beyond those of the house."""

from commons.journal.refusals import Refused

from .models import Card, Offer, Venture


class VentureMoved(Refused):
    """Another has changed it meanwhile; `venture` is as it is now. Answered 409."""

    def __init__(self, venture: Venture) -> None:
        super().__init__("conflict")
        self.venture = venture


class OfferMoved(Refused):
    """It was answered meanwhile; `offer` is as it is now. Answered 409."""

    def __init__(self, offer: Offer) -> None:
        super().__init__("conflict")
        self.offer = offer


class CardStale(Refused):
    """Another was first: it has moved or says something else; `card` is as it is now. Answered 409."""

    def __init__(self, card: Card) -> None:
        super().__init__("conflict")
        self.card = card
