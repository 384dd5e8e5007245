"""Who may announce, hold and come: asked by actions, doors, and the pages that show the buttons."""

from commons.people.may import AMBASSADOR, COORDINATOR, is_here, may_invite
from commons.people.models import Block, Guest, Lab, Member

from .models import Gathering, Newcomer, Restraint, Seat


def may_announce(member: Member, lab: Lab | int | None = None) -> bool:
    """Ambassadors and coordinators, at the labs where they are."""
    lab_id = lab.pk if isinstance(lab, Lab) else lab
    if not is_here(member) or not member.is_vouched:
        return False
    return member.has_role(AMBASSADOR, lab_id) or member.has_role(COORDINATOR, lab_id)


def holds(member: Member, gathering: Gathering) -> bool:
    """Its host, and who holds it with her; a coordinator of its lab, who goes on where they can't."""
    if not is_here(member):
        return False
    if gathering.host_id == member.pk or member.is_coordinator_of(gathering.lab_id):
        return True
    return gathering.cohosts.filter(member=member).exists()


def may_name(member: Member, gathering: Gathering) -> bool:
    """Who says who else holds it: its host, and a coordinator of its lab."""
    return is_here(member) and (gathering.host_id == member.pk or member.is_coordinator_of(gathering.lab_id))


def may_see(member: Member | None, gathering: Gathering) -> bool:
    """Whoever it is for; never who doesn't meet its host."""
    if member is None:
        return not gathering.members_only
    if not member.is_active or member.is_suspended:
        return False
    if gathering.members_only and not is_here(member):
        return False
    return gathering.host_id not in Block.objects.hidden_from(member)


def may_welcome(member: Member, gathering: Gathering) -> bool:
    """Who says "I know her" of those who came to it: who holds it and may invite, and beside a host who may, whom she named."""
    return member.is_vouched and holds(member, gathering) and (may_invite(member) or may_invite(gathering.host))


def may_ask_to_join(seat: Seat) -> bool:
    """Whether a guest asks to join by this seat: while she comes, and after."""
    return seat.guest_id is not None and seat.state == Seat.State.TAKEN and seat.gathering.state != Gathering.State.CANCELLED


def sees_live(who: Member | Guest | None, gathering: Gathering) -> bool:
    """Who sees what is asked and said in it: everyone; of one for women only who has a seat and is let in, of one for members those.

    Not whom a host has shown out.
    """
    if isinstance(who, Member) and holds(who, gathering):
        return True
    if who is not None and is_shown_out(who, gathering):
        return False
    if not isinstance(who, Member):
        return gathering.has_public_pages or (who is not None and has_seat(who, gathering))
    if not is_let_in(who, gathering):
        return False
    if is_asking(who) and has_seat(who, gathering):
        return gathering.host_id not in Block.objects.hidden_from(who)
    return may_see(who, gathering) and (gathering.has_public_pages or gathering.members_only or has_seat(who, gathering))


def has_seat(who: Member | Guest, gathering: Gathering) -> bool:
    """Whether she comes."""
    return Seat.objects.coming().held_by(who).filter(gathering=gathering).exists()


def is_let_in(member: Member, gathering: Gathering) -> bool:
    """Of one for women only: who is vouched for, who asked to join by the link that its host had sent her, and who was checked in.

    A guest needs no more than her seat: its link opened by the host's hand.
    """
    if not gathering.women_only or member.is_vouched:
        return True
    if is_asking(member) and Newcomer.objects.filter(member=member, gathering=gathering).exists():
        return True
    return Seat.objects.here().held_by(member).filter(gathering=gathering).exists()


def sees_call(seat: Seat) -> bool:
    """Who gets the link of its call, and afterwards of its recording: she comes, and is let in."""
    return seat.state == Seat.State.TAKEN and (seat.member is None or is_let_in(seat.member, seat.gathering))


def may_say_how_it_was(seat: Seat) -> bool:
    """Who was there, for some days after it."""
    return seat.was_there and seat.gathering.takes_feedback


def may_have_certificate(seat: Seat) -> bool:
    """Who was checked in, once it is over, where there are any: never of one that isn't for everyone."""
    gathering = seat.gathering
    return seat.came_at is not None and gathering.state == Gathering.State.ENDED and gathering.gives_certificates


def takes_part(who: Member | Guest, gathering: Gathering) -> bool:
    """Who asks and votes: a member who sees it live, and who has a seat, a guest or one who asks to join."""
    return may_write(who, gathering) and sees_live(who, gathering)


def may_write(who: Member | Guest, gathering: Gathering) -> bool:
    """The same, of one who sees it live."""
    return (isinstance(who, Member) and is_here(who)) or has_seat(who, gathering)


def is_shown_out(who: Member | Guest, gathering: Gathering) -> bool:
    """Whether a host has shown her out of the live room."""
    return Restraint.objects.of(who, gathering).filter(kind=Restraint.Kind.SHOWN_OUT).exists()


def is_restrained(who: Member | Guest, gathering: Gathering) -> bool:
    """Whether a host has shown her out, or lets her read alone."""
    return Restraint.objects.of(who, gathering).exists()


def is_asking(member: Member) -> bool:
    """Whether she asks to join: she keeps what her seat opened to her as a guest."""
    return member.is_active and not member.is_suspended and member.standing == Member.Standing.ASKED
