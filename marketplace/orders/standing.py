"""What whose turn it is follows from."""

from dataclasses import dataclass

from .deeds import Deed
from .fulfilment import Who
from .models import Order, PaymentLine, Proposal, Quote


@dataclass(frozen=True)
class Standing:
    """What a turn follows from, read once for the page."""

    order: Order
    part: Who
    quote: Quote | None
    lines: list[PaymentLine]
    proposal: Proposal | None
    deeds: dict[str, Deed]

    @property
    def missed(self) -> PaymentLine | None:
        """What she said she paid, and its receiver hasn't found; also where it needn't be paid any more."""
        return next((line for line in self.lines if line.is_missed and line.payer == self.part), None)

    @property
    def unpaid(self) -> PaymentLine | None:
        """The first part of the price that nobody has said is paid."""
        return next(
            (
                line
                for line in self.lines
                if not line.is_refund and line.void_at is None and line.claimed_at is None and not line.is_confirmed
            ),
            None,
        )

    @property
    def advance(self) -> PaymentLine | None:
        """The advance that is waited for."""
        return next(
            (line for line in self.lines if line.purpose == PaymentLine.Purpose.DEPOSIT and line.void_at is None and not line.is_confirmed),
            None,
        )

    def deed(self, *nouns: str) -> tuple[Deed, ...]:
        return tuple(self.deeds[noun] for noun in nouns if noun in self.deeds)
