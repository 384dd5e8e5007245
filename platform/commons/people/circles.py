"""Whom a woman knows here: by a vouch, by her lab's coordinators, and by what other apps say, such as who talks with her alone."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from .models import Member, Role, Vouch

Circle = Callable[[Member], QuerySet]

_circles: list[Circle] = []


def knows(circle: Circle) -> None:
    """Have `circle(member)`, the ids of members, be of those she knows; in AppConfig.ready()."""
    _circles.append(circle)


def known_to(member: Member) -> QuerySet[Member]:
    """Those she knows who are vouched for and here, by name; never whom she doesn't meet."""
    near = Q(pk__in=Vouch.objects.filter(member=member).values("by")) | Q(pk__in=Vouch.objects.filter(by=member).values("member"))
    near |= Q(pk__in=Role.objects.filter(kind=Role.Kind.COORDINATOR, lab=member.lab_id).values("member"))
    for circle in _circles:
        near |= Q(pk__in=circle(member))
    return Member.objects.visible_to(member).vouched().filter(near).exclude(pk=member.pk).select_related("lab").order_by("name", "pk")
