"""What the ledger announces, on `marketplace.ledger:VENTURE`. Ids, small enumerations, and amounts as whole tyiyn: who reads all of it from
the first has the balances.

Presented they are `{type, id}`: whoever follows it asks again for what it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents


@dataclass(frozen=True, kw_only=True)
class AgreementOffered(Fact, name="marketplace.agreement.offered"):
    """A partner offers how to share; she has agreed to it by that. One that waited before it waits no more."""

    venture: int
    agreement: int
    number: int


@dataclass(frozen=True, kw_only=True)
class AgreementAccepted(AgreementOffered, name="marketplace.agreement.accepted"):
    """`member` said "I agree"."""

    member: int


@dataclass(frozen=True, kw_only=True)
class AgreementSettled(AgreementOffered, name="marketplace.agreement.settled"):
    """Every partner has agreed: it is in force."""


@dataclass(frozen=True, kw_only=True)
class PostingRecorded(Fact, name="marketplace.posting.recorded"):
    """Money moved, or was divided. `legs` are `[account, member or 0, amount]`, and add up to zero."""

    venture: int
    posting: int
    kind: str
    amount: int
    legs: list[list[str | int]]
    order: int | None = None


@dataclass(frozen=True, kw_only=True)
class PostingReversed(PostingRecorded, name="marketplace.posting.reversed"):
    """The posting `reverses` is taken back by this one."""

    reverses: int


@dataclass(frozen=True, kw_only=True)
class PostingConfirmed(Fact, name="marketplace.posting.confirmed"):
    """Another than who recorded it says that it is so."""

    venture: int
    posting: int


@dataclass(frozen=True, kw_only=True)
class PostingDenied(PostingConfirmed, name="marketplace.posting.denied"):
    """Another says that it isn't so; it was reversed by that."""


OF_AGREEMENTS = (AgreementOffered.name, AgreementAccepted.name, AgreementSettled.name)
OF_LEGS = (PostingRecorded.name, PostingReversed.name)
OF_POSTINGS = (*OF_LEGS, PostingConfirmed.name, PostingDenied.name)


@presents(*OF_AGREEMENTS)
def present_agreements(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {(entry.stream, entry.seq): {"type": "agreement", "id": entry.data["agreement"]} for entry in entries}


@presents(*OF_POSTINGS)
def present_postings(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {(entry.stream, entry.seq): {"type": "posting", "id": entry.data["posting"]} for entry in entries}
