"""Announcing a gathering: in the lab's room, one at a time; elsewhere, or on a call, as many as there are."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Lab, Member
from commons.people.texts import clean_lines, clean_texts, clean_title

from ..facts import GatheringAnnounced
from ..kinds import KINDS
from ..may import may_announce
from ..models import Gathering
from .rooms import reserve_room

LONGEST_ABOUT, LONGEST_PLACE = 2_000, 120  # characters
MOST_PLACES = 5_000
USUALLY = 30  # places, where the host says nothing else: as many as sit in a lab
FARTHEST = timedelta(days=400)
LONGEST = timedelta(hours=12)


@dataclass(frozen=True)
class Plan:
    """What a host has in mind. `minutes` and `certifies` are None for as it is usual with its kind; titles and abouts by language code."""

    kind: str
    titles: dict[str, str]
    starts_at: datetime
    minutes: int | None = None
    abouts: dict[str, str] = field(default_factory=dict)
    in_lab_room: bool = True
    place: str = ""
    video: str = ""
    capacity: int = USUALLY
    members_only: bool = False
    women_only: bool = False
    certifies: bool | None = None

    def cleaned(self, before: datetime | None = None) -> "Plan":
        """As it is kept; `before` is when it was to begin so far. Raises Refused `invalid` or `too_long` with a sentence."""
        if self.kind not in KINDS:
            raise Refused("invalid", _("Choose what kind of event it is."))
        titles = clean_texts({code: clean_title(title) for code, title in self.titles.items()})
        if not titles:
            raise Refused("invalid", _("Give it a name, so that people know what it is about."))
        abouts = clean_texts({code: clean_lines(about, LONGEST_ABOUT) for code, about in self.abouts.items()})
        minutes = self.minutes or KINDS[self.kind].minutes
        certifies = KINDS[self.kind].certifies if self.certifies is None else self.certifies
        place = clean_lines(self.place, LONGEST_PLACE)
        check_time(self.starts_at, minutes, before)
        check_capacity(self.capacity)
        if not self.in_lab_room and not place and not self.video:
            raise Refused("invalid", _("Say where it is, or give the link of a video call."))
        said = {"titles": titles, "abouts": abouts, "minutes": minutes, "place": place, "video": check_video(self.video)}
        return replace(self, **said, certifies=certifies)  # type: ignore[arg-type]  # each of the type of its field

    @property
    def ends_at(self) -> datetime:
        """Of one that is cleaned."""
        return self.starts_at + timedelta(minutes=self.minutes or 0)


def announce(host: Member, lab: Lab, plan: Plan, key: UUID) -> Gathering:
    """Let everyone know of it. The same key from the same host gets the same one.

    Raises Refused: `forbidden` for who doesn't host at this lab, RoomTaken; `invalid`, `too_long` with a sentence.
    """
    if (known := _announced_before(host, key)) is not None:
        return known
    fresh = Member.objects.prefetch_related("roles").filter(pk=host.pk).first()
    if fresh is None or not may_announce(fresh, lab):
        raise Refused("forbidden")
    plan = plan.cleaned()
    gathering = Gathering(key=key, lab=lab, host=fresh)
    write(gathering, plan)
    try:
        with atomic():
            if plan.in_lab_room:
                reserve_room(gathering)
            gathering.save(force_insert=True)
            fact = GatheringAnnounced(
                stream=gathering.stream, actor=fresh.actor, gathering=gathering.pk, version=1, lab=lab.pk, host=fresh.pk
            )
            record(fact)
    except IntegrityError:  # the same key came another way at the same moment
        if (known := _announced_before(host, key)) is None:
            raise
        return known
    return gathering


def write(gathering: Gathering, plan: Plan) -> None:
    """A cleaned plan onto a gathering, which isn't saved."""
    gathering.kind, gathering.titles, gathering.abouts = plan.kind, plan.titles, plan.abouts
    gathering.starts_at, gathering.ends_at = plan.starts_at, plan.ends_at
    gathering.in_lab_room, gathering.place, gathering.video = plan.in_lab_room, plan.place, plan.video
    gathering.capacity, gathering.members_only, gathering.women_only = plan.capacity, plan.members_only, plan.women_only
    gathering.certifies = bool(plan.certifies)


def check_time(starts_at: datetime, minutes: int, before: datetime | None = None) -> None:
    """It is still to come, unless it stays as it was `before`; within a year or so, and not too long. Raises Refused `invalid`."""
    now = timezone.now()
    if starts_at <= now and starts_at != before:
        raise Refused("invalid", _("This time is over. Choose one that is still to come."))
    if starts_at > now + FARTHEST:
        raise Refused("invalid", _("Choose a day within a year."))
    if not timedelta(minutes=10) <= timedelta(minutes=minutes) <= LONGEST:
        raise Refused("invalid", _("It takes from ten minutes to twelve hours."))


def check_capacity(capacity: int) -> None:
    """Raises Refused `invalid`."""
    if type(capacity) is not int or not 1 <= capacity <= MOST_PLACES:
        raise Refused("invalid", _("How many can come? From 1 to 5,000."))


def check_video(video: str) -> str:
    """The link of a call, or nothing. Raises Refused `invalid`."""
    video = video.strip()
    if video:
        try:
            URLValidator(schemes=["https"])(video)
        except ValidationError as error:
            raise Refused("invalid", _("This is no link of a video call. Copy it whole.")) from error
    return video


def _announced_before(host: Member, key: UUID) -> Gathering | None:
    """What this key announced. Raises Refused `invalid` where it was someone else's."""
    gathering = Gathering.objects.filter(key=key).first()
    if gathering is not None and gathering.host_id != host.pk:
        raise Refused("invalid")
    return gathering
