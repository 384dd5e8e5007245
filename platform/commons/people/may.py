"""Who may do what with whom: plain questions about members, asked by actions and by the pages that show the buttons.

Members come with their roles (`prefetch_related("roles")`), else each question costs a query.
"""

from django.db.models import Q, QuerySet

from .models import Block, Member, NotMet, Role

COORDINATOR, MENTOR, AMBASSADOR = Role.Kind.COORDINATOR, Role.Kind.MENTOR, Role.Kind.AMBASSADOR
WAITING = (Member.Standing.ASKED, Member.Standing.INVITED)


def is_here(member: Member) -> bool:
    """Whether she is one of us just now: not gone, not suspended, not merely asking."""
    return member.is_active and not member.is_suspended and member.standing != Member.Standing.ASKED


def may_invite(member: Member) -> bool:
    """Coordinators, trusted members and ambassadors."""
    if not is_here(member) or not member.is_vouched:
        return False
    return member.standing == Member.Standing.TRUSTED or member.has_role(COORDINATOR) or member.has_role(AMBASSADOR)


def may_vouch(by: Member, member: Member) -> bool:
    """Those who may invite: for a woman of their own lab, or who came by their own invitation."""
    if by.pk == member.pk or not may_invite(by) or not member.is_active or member.is_suspended or member.standing not in WAITING:
        return False
    if by.is_coordinator_of(member.lab_id) or is_host_of(by, member):
        return True
    return by.lab_id == member.lab_id and (by.standing == Member.Standing.TRUSTED or by.has_role(AMBASSADOR, member.lab_id))


def is_host_of(by: Member, member: Member) -> bool:
    """Whether she came by this woman's invitation."""
    arrival = getattr(member, "arrival", None)
    return arrival is not None and arrival.invitation.made_by_id == by.pk


def waiting_for(by: Member) -> QuerySet[Member]:
    """Those of whom she may say "I know her", who came last first."""
    if not may_invite(by):
        return Member.objects.none()
    near = Q(arrival__invitation__made_by=by)
    labs = {role.lab_id for role in by.roles.all() if role.kind == COORDINATOR}
    if by.standing == Member.Standing.TRUSTED or by.has_role(AMBASSADOR, by.lab_id):
        labs.add(by.lab_id)
    waiting = Member.objects.active().filter(near | Q(lab__in=labs), standing__in=WAITING)
    return waiting.exclude(pk=by.pk).exclude(pk__in=Block.objects.hidden_from(by)).order_by("-joined_at", "-pk")


def asked_of(by: Member) -> QuerySet[Member]:
    """Those of them of whom she hasn't said "I don't" yet: whom her lists show."""
    return waiting_for(by).exclude(pk__in=NotMet.objects.filter(by=by).values("member"))


def looks_after(by: Member, member: Member) -> bool:
    """Whether she gives standing and roles to this woman: a coordinator of her lab, or staff; nobody to herself."""
    return by.pk != member.pk and is_here(by) and (by.is_staff or by.is_coordinator_of(member.lab_id))


def may_trust(by: Member, member: Member) -> bool:
    return looks_after(by, member) and member.is_vouched and not member.is_suspended


def may_give_role(by: Member, member: Member, kind: str) -> bool:
    """Roles are for the vouched; a mentor or coordinator is grown up; a coordinator's role is taken back by staff."""
    if not looks_after(by, member) or not member.is_vouched or member.is_suspended:
        return False
    if kind == COORDINATOR and member.is_coordinator_of(member.lab_id) and not by.is_staff:
        return False
    return kind == AMBASSADOR or not member.is_under_18 or member.has_role(Role.Kind(kind), member.lab_id)


def may_suspend(by: Member, member: Member) -> bool:
    """Her coordinator or staff; coordinators and staff themselves only by staff."""
    protected = member.is_staff or member.has_role(COORDINATOR)
    return looks_after(by, member) and (by.is_staff or not protected)


def may_write_directly(one: Member, other: Member) -> bool:
    """Whether two women may talk alone: with a woman under 18, only others under 18, her lab's mentors and her coordinators may."""
    if one.is_under_18 == other.is_under_18:
        return True
    young, grown = (one, other) if one.is_under_18 else (other, one)
    return grown.has_role(MENTOR, young.lab_id) or grown.has_role(COORDINATOR, young.lab_id)


def seen_by(viewer: Member) -> QuerySet[Member]:
    """Whose page she may open: whom she sees, whom she may vouch for, and all she looks after, the suspended too.

    A coordinator keeps the rooms of all labs safe: who blocked her stays in her lists there, and so on a page.
    """
    if viewer.is_staff:
        return Member.objects.filter(is_active=True)
    looked_after = {role.lab_id for role in viewer.roles.all() if role.kind == COORDINATOR} if is_here(viewer) else set()
    seen = Q(pk__in=Member.objects.visible_to(viewer).values("pk"))
    seen |= Q(pk__in=waiting_for(viewer).order_by().values("pk"))
    if looked_after:
        seen |= Q(pk__in=Member.objects.moderated_by(viewer).values("pk"))
        seen |= Q(lab__in=looked_after, is_active=True) & ~Q(pk__in=Block.objects.filter(by=viewer).values("member"))
    return Member.objects.filter(seen)
