"""What people announces."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from commons.journal.facts import Fact
from commons.journal.models import Entry
from commons.journal.presenting import presents


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Fact, name="people.member.joined"):
    """A newcomer has an account; on her lab's stream."""

    member: int


@dataclass(frozen=True, kw_only=True)
class MemberVouched(Fact, name="people.member.vouched"):
    """Someone who met her said "I know her"; on her lab's stream."""

    member: int


@dataclass(frozen=True, kw_only=True)
class MemberTrusted(Fact, name="people.member.trusted"):
    """A coordinator trusts her to vouch and invite, or (`on` is false) no longer; on her lab's stream."""

    member: int
    on: bool


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Fact, name="people.role.given"):
    """She is an ambassador, a mentor or a coordinator from now on; on her lab's stream."""

    member: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class RoleTaken(Fact, name="people.role.taken"):
    """She carries this role no more; on her lab's stream."""

    member: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class LabOpened(Fact, name="people.lab.opened"):
    """There is a new lab; on its own stream."""

    lab: int


@dataclass(frozen=True, kw_only=True)
class CraftAdded(Fact, name="people.craft.added"):
    """There is a new craft; on its own stream."""

    craft: int


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(Fact, name="people.membership.ended"):
    """She may not follow a stream any more; on her own stream. `of` is that stream, `stream` on the wire."""

    of: str


@dataclass(frozen=True, kw_only=True)
class MemberBlocked(Fact, name="people.member.blocked"):
    """She blocked someone, or took a block back; on her own stream."""

    member: int


@dataclass(frozen=True, kw_only=True)
class MemberChanged(Fact, name="people.member.changed"):
    """Something about her is different; on her own stream. Says no more, so that a block stays silent."""


@dataclass(frozen=True, kw_only=True)
class MemberSuspended(Fact, name="people.member.suspended"):
    """She may not be here for now; on her own stream."""


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Fact, name="people.session.ended"):
    """A session of hers ended, or all of them; on her own stream."""


@dataclass(frozen=True, kw_only=True)
class PassRevoked(Fact, name="people.pass.revoked"):
    """A private link of a guest opens nothing any more; on the guest's stream."""


@presents(MembershipEnded.name)
def present_membership(entries: Sequence[Entry], language: str) -> dict[tuple[str, int], dict[str, Any]]:
    return {(entry.stream, entry.seq): {"stream": entry.data["of"]} for entry in entries}
