"""What a woman is to a venture, and so what she may do: asked by actions, doors, and the pages that show the buttons."""

from commons.people.may import is_here
from commons.people.models import Block, Member

from .models import Partner, Venture

Role = Partner.Role


def may_found(member: Member) -> bool:
    """Vouched for, here, and grown up: it is about money among adults, as a shop is."""
    return is_here(member) and member.is_vouched and not member.is_under_18


def role_in(member: Member | None, venture: Venture | int) -> Role | None:
    """As what she is in it just now, or None; nobody who may not be here."""
    if member is None or not member.is_active or member.is_suspended:
        return None
    found = Partner.objects.standing().filter(venture=venture, member=member).values_list("role", flat=True).first()
    return Role(found) if found else None


def may_see(member: Member | None, venture: Venture) -> bool:
    """Whether its page is for her: what it is, who is in it and what they bring. The board is for those who are in it."""
    return member is not None and Venture.objects.visible_to(member).filter(pk=venture.pk).exists()


def may_offer(member: Member, venture: Venture) -> bool:
    """Whoever may see it and may found one herself, while it isn't closed."""
    return may_found(member) and not venture.is_closed and may_see(member, venture)


def works_in(role: Role | None) -> bool:
    """Whether she writes on the board: guests only add to its first column."""
    return role in (Role.STEWARD, Role.PARTNER)


def keeps(member: Member, venture: Venture) -> bool:
    """A steward of it; while none of them may be here, a coordinator of its lab, or staff, so that it isn't lost."""
    if role_in(member, venture) == Role.STEWARD:
        return True
    looks_after = is_here(member) and (member.is_staff or member.is_coordinator_of(venture.lab_id))
    return looks_after and not Partner.objects.stewards().here().filter(venture=venture).exists()


def meets_all_in(member: Member, venture: Venture) -> bool:
    """Whether no block stands between her and a woman who is in it."""
    hidden = Block.objects.hidden_from(member)
    return not (hidden and Partner.objects.standing().filter(venture=venture, member__in=hidden).exists())
