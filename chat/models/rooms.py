from django.db import models
from django.utils import timezone

from commons.people.models import Craft, Lab, Member


class Room(models.Model):
    """A place to talk. Who may enter follows from its kind, her standing and her lab."""

    class Kind(models.TextChoices):
        WELCOME = "welcome"  # one a lab: everyone of it, the newly invited too
        LAB = "lab"  # one a lab: its vouched members
        NETWORK = "network"  # one for all labs: every vouched member
        CRAFT = "craft"  # across labs: every vouched member who took a seat, or has the craft
        DIRECT = "direct"  # two women

    kind = models.CharField(max_length=8, choices=Kind)
    lab = models.ForeignKey(Lab, null=True, on_delete=models.CASCADE, related_name="rooms")
    craft = models.ForeignKey(Craft, null=True, on_delete=models.SET_NULL, related_name="rooms")
    names = models.JSONField(default=dict)
    pair = models.CharField(max_length=40, null=True, unique=True, help_text="The two members' ids, the smaller first.")
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lab", "kind"], name="lab_has_one_room_of_a_kind"),
            models.UniqueConstraint(fields=["kind"], condition=models.Q(kind="network"), name="network_has_one_room"),
        ]


class Seat(models.Model):
    """A member's place in a room: what she has read, and whether she left or was removed."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="seats")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    read_upto = models.BigIntegerField(default=0, help_text="The seq of the last fact she has read.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "member"], name="seat_is_taken_once")]
