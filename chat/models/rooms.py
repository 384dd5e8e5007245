from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from commons.journal.things import Thing, things
from commons.people.may import is_here
from commons.people.models import Craft, Guest, Lab, Member, Role
from commons.people.models.members import MemberQuerySet
from commons.people.names import localised

from ..streams import room_stream
from .entering import coordinated_labs, rooms_open_to

if TYPE_CHECKING:
    from .unmet import Unmet


class RoomQuerySet(models.QuerySet["Room"]):
    def open_to(self, member: Member, hidden: Collection[int] | None = None) -> Self:
        """Those she may enter; `hidden` are those she doesn't meet, if they are known already."""
        return self.filter(rooms_open_to(member, hidden))

    def named(self) -> Self:
        """With what their titles need."""
        return self.select_related("lab", "craft")


class Room(models.Model):
    """A place to talk. Who may enter follows from its kind, her standing and her lab; or from what it is about."""

    class Kind(models.TextChoices):
        WELCOME = "welcome"  # one a lab: everyone of it, the newly invited too
        LAB = "lab"  # one a lab: its vouched members
        NETWORK = "network"  # one for all labs: every vouched member
        CRAFT = "craft"  # across labs: every vouched member; in the list of those who have the craft or took a seat
        DIRECT = "direct"  # two women
        ORDER = "order"  # a guest or a member and a maker, about one order: whoever may enter its stream
        VENTURE = "venture"  # women of several labs, about the business they build together: likewise

    ABOUT = (Kind.ORDER, Kind.VENTURE)

    kind = models.CharField(max_length=8, choices=Kind)
    lab = models.ForeignKey(Lab, null=True, on_delete=models.PROTECT, related_name="rooms")
    craft = models.ForeignKey(Craft, null=True, on_delete=models.PROTECT, related_name="rooms")
    names = models.JSONField(default=dict)
    pair = models.CharField(max_length=40, null=True, unique=True, help_text="The two members' ids, the smaller first.")
    about = models.CharField(max_length=100, null=True, unique=True, help_text="The stream of what they talk about.")
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lab", "kind"], name="lab_has_one_room_of_a_kind"),
            models.UniqueConstraint(fields=["craft"], name="craft_has_one_room"),
            models.CheckConstraint(condition=models.Q(kind__in=("order", "venture")) ^ models.Q(about=None), name="room_is_about_one"),
            models.UniqueConstraint(fields=["kind"], condition=models.Q(kind="network"), name="network_has_one_room"),
        ]

    @property
    def stream(self) -> str:
        return room_stream(self.pk)

    @property
    def is_direct(self) -> bool:
        return self.kind == self.Kind.DIRECT

    @property
    def is_about(self) -> bool:
        """Whether it is about something of another app, which says who may enter."""
        return self.kind in self.ABOUT

    @property
    def is_of_sides(self) -> bool:
        """Whether two sides deal there: it lists nobody and leads to no member's page, since a shop doesn't lead to her who has it."""
        return self.kind == self.Kind.ORDER

    @property
    def thing(self) -> Thing | None:
        """What it is about, asked for once; see `bring_things`."""
        if "_thing" not in self.__dict__:
            bring_things([self])
        return self.__dict__["_thing"]

    def audience(self) -> MemberQuerySet:
        """Who is in it: of a craft room those who have the craft or took a seat, else those it is there for."""
        members = Member.objects.belonging()
        removed = self.seats.filter(removed_at__isnull=False).values("member")
        if self.is_direct or self.is_about:
            return members.filter(seats__room=self, seats__left_at=None).exclude(pk__in=removed)
        if self.kind != self.Kind.WELCOME:
            members = members.filter(standing__in=[Member.Standing.VOUCHED, Member.Standing.TRUSTED])
        if self.lab_id is not None:
            look_after_it = Role.objects.filter(lab=self.lab_id, kind=Role.Kind.COORDINATOR).values("member")
            members = members.filter(models.Q(lab=self.lab_id) | models.Q(pk__in=look_after_it))
        if self.kind == self.Kind.CRAFT:
            chose = models.Q(pk__in=self.seats.filter(left_at=None).values("member"))
            if self.craft_id is not None:
                gone = self.seats.filter(left_at__isnull=False).values("member")
                able = Member.crafts.through.objects.filter(craft=self.craft_id).values("member")
                chose |= models.Q(pk__in=able) & ~models.Q(pk__in=gone)
            members = members.filter(chose)
        return members.exclude(pk__in=removed)

    def audience_for(self, unmet: "Unmet") -> MemberQuerySet:
        """Who of them is there for one member; for who moderates the room those too who blocked her."""
        return self.audience().exclude(pk__in=unmet.in_room(self))

    def title_for(self, member: Member) -> str:
        """What she calls it: its name in her language, or the other woman's."""
        if self.is_direct:
            other = self.other_than(member)
            return other.name if other else _("A conversation")
        return self.title

    @property
    def title(self) -> str:
        """What everyone calls it; of two who talk it doesn't say who they are."""
        if self.is_direct:
            return _("A conversation of two")
        if self.is_about:
            return self.thing.title if self.thing else _("A conversation")
        if self.kind == self.Kind.WELCOME:
            return _("Welcome\N{NO-BREAK SPACE}· %(lab)s") % {"lab": self.lab}
        if self.kind == self.Kind.NETWORK:
            return localised(self.names) or _("All labs")
        return localised(self.names) or str(self.lab or self.craft)

    def subtitle_for(self, member: Member) -> str:
        """Where it belongs, in a word or two."""
        if self.is_direct:
            other = self.other_than(member)
            return str(other.lab) if other else ""
        if self.is_about:
            return ""
        if self.lab:
            return self.lab.region
        return _("Women of every lab")

    def other_id(self, member_id: int) -> int:
        """Of a conversation of two: the other one's id."""
        return next(one for one in map(int, (self.pair or "").split(":")) if one != member_id)

    def other_than(self, member: Member) -> Member | None:
        """Of a conversation of two: the other one, asked for once; see `bring_others`."""
        known = self.__dict__.setdefault("_others", {})
        if member.pk not in known:
            bring_others([self], member)
        return known[member.pk]

    def is_writable_by(self, member: Member) -> bool:
        """Of one she may enter: whether somebody would hear her."""
        other = self.other_than(member) if self.is_direct else None
        return not self.is_direct or (other is not None and is_here(other))

    def is_moderated_by(self, member: Member) -> bool:
        """Whether she keeps it safe: the coordinators of its lab, of every lab where it has none, and staff; nobody where two talk.

        Where it is about something, of those whom that lets in, only who is no side of it.
        """
        if self.is_direct or (self.is_about and self.seats.filter(member=member).exists()):
            return False
        labs = coordinated_labs(member)
        return member.is_staff or (bool(labs) if self.lab_id is None else self.lab_id in labs)


def bring_others(rooms: Iterable[Room], member: Member) -> None:
    """Ask once for the other woman of each conversation of two."""
    directs = {room: room.other_id(member.pk) for room in rooms if room.is_direct}
    if not directs:
        return
    women = Member.objects.select_related("lab").in_bulk(set(directs.values()))
    for room, other in directs.items():
        room.__dict__.setdefault("_others", {})[member.pk] = women.get(other)


def bring_things(rooms: Iterable[Room]) -> None:
    """Ask once for what each room is about."""
    about = [room for room in rooms if room.is_about and "_thing" not in room.__dict__]
    known = things(room.about for room in about if room.about)
    for room in about:
        room.__dict__["_thing"] = known.get(room.about or "")


class Seat(models.Model):
    """A member's place in a room: what she has read, and whether she left or was removed."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="seats")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    read_upto = models.BigIntegerField(default=0, help_text="The seq of the last fact she has read.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "member"], name="seat_is_taken_once")]
        indexes = [models.Index(fields=["room", "read_upto"], name="seat_by_reading")]


class GuestSeat(models.Model):
    """A guest's place in the room about her order or the like: what she has read. Who may enter is said by her private link alone."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="guest_seats")
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="+")
    read_upto = models.BigIntegerField(default=0, help_text="The seq of the last fact she has read.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "guest"], name="guest_seat_is_taken_once")]
