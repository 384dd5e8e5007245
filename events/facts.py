"""What events announce. Ids and small enumerations only; `version` is the gathering's, or the seat's, after it.

What happens to a seat stands on three streams: on its own for her, on the desk for the hosts, and how many places are left for all.
"""

from dataclasses import dataclass

from commons.journal.facts import Fact


@dataclass(frozen=True, kw_only=True)
class GatheringChanged(Fact, name="events.gathering.changed"):
    """Something about a gathering is different, and no other fact says it: its words, how many places are left."""

    gathering: int
    version: int


@dataclass(frozen=True, kw_only=True)
class GatheringAnnounced(GatheringChanged, name="events.gathering.announced"):
    """There will be one, at this lab."""

    lab: int
    host: int


@dataclass(frozen=True, kw_only=True)
class GatheringMoved(GatheringChanged, name="events.gathering.moved"):
    """It is at another time, or elsewhere: everyone with a seat is told."""


@dataclass(frozen=True, kw_only=True)
class GatheringCancelled(GatheringChanged, name="events.gathering.cancelled"):
    """It won't be; nobody can come any more, and everyone with a seat is told."""


@dataclass(frozen=True, kw_only=True)
class SeatChanged(Fact, name="events.seat.changed"):
    """Something about a seat is different, and no other fact says it: how many she brings."""

    gathering: int
    seat: int
    version: int
    state: str
    party: int


@dataclass(frozen=True, kw_only=True)
class SeatTaken(SeatChanged, name="events.seat.taken"):
    """She comes."""


@dataclass(frozen=True, kw_only=True)
class SeatAsked(SeatChanged, name="events.seat.asked"):
    """Nothing was left; she waits in line."""


@dataclass(frozen=True, kw_only=True)
class SeatOffered(SeatChanged, name="events.seat.offered"):
    """Places became free, and are held for her; the clock starts when she is told."""


@dataclass(frozen=True, kw_only=True)
class OfferHeld(SeatChanged, name="events.offer.held"):
    """She was told of the offer: from now on it ends."""


@dataclass(frozen=True, kw_only=True)
class OfferLapsed(SeatChanged, name="events.offer.lapsed"):
    """She didn't answer in time; the next in line has it."""


@dataclass(frozen=True, kw_only=True)
class OfferPassed(SeatChanged, name="events.offer.passed"):
    """Nobody told her of it in time: the next who can be told has it, and she waits again, as the first in line."""


@dataclass(frozen=True, kw_only=True)
class OfferUnsent(SeatChanged, name="events.offer.unsent"):
    """Nobody told her of it in time, and nobody else can be told either: it stays hers for as long again."""


@dataclass(frozen=True, kw_only=True)
class SeatReleased(SeatChanged, name="events.seat.released"):
    """She can't come; or doesn't wait any more."""


@dataclass(frozen=True, kw_only=True)
class SeatClaimed(SeatChanged, name="events.seat.claimed"):
    """It was a guest's, and is a member's from now on."""


@dataclass(frozen=True, kw_only=True)
class LinkAsked(SeatChanged, name="events.link.asked"):
    """Somebody typed the number of a guest's seat: its link is to go there. Who it was, nobody knows."""


@dataclass(frozen=True, kw_only=True)
class SeatCame(SeatChanged, name="events.seat.came"):
    """She is there, and so many with her; by a host, or by herself in the room."""

    came: int


@dataclass(frozen=True, kw_only=True)
class SeatRecounted(SeatCame, name="events.seat.recounted"):
    """It is another number of them who are there."""


@dataclass(frozen=True, kw_only=True)
class SeatUncounted(SeatCame, name="events.seat.uncounted"):
    """A host took it back: none of them is there."""


@dataclass(frozen=True, kw_only=True)
class FeedbackAsked(SeatChanged, name="events.feedback.asked"):
    """It is over, and she is asked how it was."""


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(SeatChanged, name="events.feedback.given"):
    """She has said how it was; on her seat alone, so that no host sees who does."""


@dataclass(frozen=True, kw_only=True)
class FeedbackChanged(FeedbackGiven, name="events.feedback.changed"):
    """She says it otherwise."""


@dataclass(frozen=True, kw_only=True)
class CertificateGiven(SeatChanged, name="events.certificate.given"):
    """She has made out her certificate."""


@dataclass(frozen=True, kw_only=True)
class CertificateRevoked(CertificateGiven, name="events.certificate.revoked"):
    """A host took it back, or that she was there."""


@dataclass(frozen=True, kw_only=True)
class VisitorCounted(Fact, name="events.visitor.counted"):
    """One who has no seat came without a phone, and is known to nobody; or (`on` is false) that was taken back. On the desk."""

    gathering: int
    on: bool


@dataclass(frozen=True, kw_only=True)
class GatheringBegun(GatheringChanged, name="events.gathering.begun"):
    """It is live."""


@dataclass(frozen=True, kw_only=True)
class GatheringEnded(GatheringChanged, name="events.gathering.ended"):
    """It is over."""


@dataclass(frozen=True, kw_only=True)
class GatheringSaid(GatheringChanged, name="events.gathering.said"):
    """What is being said now is different."""


@dataclass(frozen=True, kw_only=True)
class QuestionShown(Fact, name="events.question.shown"):
    """Everyone sees this question, or sees it otherwise: pinned, answered.

    The actor is who asked, or `system` where she asked without her name.
    """

    gathering: int
    question: int
    version: int
    state: str


@dataclass(frozen=True, kw_only=True)
class QuestionHidden(QuestionShown, name="events.question.hidden"):
    """A host took it back: nobody sees it any more, and nothing keeps its words."""


@dataclass(frozen=True, kw_only=True)
class QuestionVoted(Fact, name="events.question.voted"):
    """Somebody wants to know it, too; or (`on` is false) not any more. On the stream of votes, which nobody follows."""

    gathering: int
    question: int
    on: bool


@dataclass(frozen=True, kw_only=True)
class PollChanged(Fact, name="events.poll.changed"):
    """A host asks all of them, shows how it stands, or (`is_open` is false) closes it."""

    gathering: int
    poll: int
    version: int
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class BallotCast(Fact, name="events.ballot.cast"):
    """Somebody answered a poll; what, is in no fact. On the stream of votes."""

    gathering: int
    poll: int


@dataclass(frozen=True, kw_only=True)
class VotesCounted(Fact, name="events.votes.counted"):
    """So many want to know these questions, and have answered these polls: all that changed within a second."""

    gathering: int
    questions: list[int]
    polls: list[int]


@dataclass(frozen=True, kw_only=True)
class DeskAsked(Fact, name="events.desk.asked"):
    """A question came, or stands elsewhere; for the hosts."""

    gathering: int
    question: int


@dataclass(frozen=True, kw_only=True)
class SeatMoved(SeatChanged, name="events.seat.moved"):
    """What she comes to is at another time, or elsewhere."""


@dataclass(frozen=True, kw_only=True)
class SeatCancelled(SeatChanged, name="events.seat.cancelled"):
    """What she comes to won't be."""


@dataclass(frozen=True, kw_only=True)
class SeatReminded(SeatChanged, name="events.seat.reminded"):
    """What she comes to begins in so many hours."""

    hours: int


@dataclass(frozen=True, kw_only=True)
class DeskChanged(Fact, name="events.desk.changed"):
    """A row in the hosts' list of who comes is different."""

    seat: int


@dataclass(frozen=True, kw_only=True)
class PlanChanged(Fact, name="events.plan.changed"):
    """One of its hosts has changed, moved or cancelled it, begun or ended it; on the desk, where it is known who."""

    gathering: int
    version: int


@dataclass(frozen=True, kw_only=True)
class GatheringShared(Fact, name="events.gathering.shared"):
    """A host pressed a button that sends it on; to whom, nobody knows. On the desk."""

    gathering: int
    way: str


@dataclass(frozen=True, kw_only=True)
class HostNamed(Fact, name="events.host.named"):
    """She holds it, too; on the desk."""

    gathering: int
    member: int


@dataclass(frozen=True, kw_only=True)
class HostRemoved(HostNamed, name="events.host.removed"):
    """She holds it no more."""


@dataclass(frozen=True, kw_only=True)
class NewcomerAsked(Fact, name="events.newcomer.asked"):
    """One who came to it asks to join the network; on the desk."""

    gathering: int
    member: int


@dataclass(frozen=True, kw_only=True)
class NewcomerKnown(NewcomerAsked, name="events.newcomer.known"):
    """Somebody who met her said "I know her", there or elsewhere."""


_gatherings = (GatheringChanged, GatheringAnnounced, GatheringMoved, GatheringCancelled, GatheringBegun, GatheringEnded)
OF_GATHERINGS = tuple(fact.name for fact in _gatherings)
OF_SEATS = tuple(fact.name for fact in (SeatChanged, SeatTaken, SeatAsked, SeatOffered, OfferHeld, OfferLapsed, SeatReleased))
OF_SEATS += (OfferPassed.name, OfferUnsent.name)
OF_SEATS += (SeatMoved.name, SeatCancelled.name, SeatReminded.name, SeatClaimed.name, SeatCame.name, SeatRecounted.name, SeatUncounted.name)
OF_SEATS += (FeedbackAsked.name, FeedbackGiven.name, FeedbackChanged.name, CertificateGiven.name, CertificateRevoked.name, LinkAsked.name)
OF_DESKS = tuple(fact.name for fact in (DeskChanged, PlanChanged, HostNamed, HostRemoved, VisitorCounted, NewcomerAsked, NewcomerKnown))
