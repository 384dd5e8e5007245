"""What she says of herself."""

from collections.abc import Iterable

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.ui.languages import SPOKEN

from ..clean import clean_about, clean_name
from ..facts import MemberChanged
from ..models import Craft, Member
from ..streams import member_stream


def change_profile(member: Member, name: str, speaks: Iterable[str], crafts: Iterable[Craft], about: str) -> None:
    """Her name, the languages she speaks, her crafts and a few words. Raises Refused `invalid` or `too_long` with a sentence."""
    name, about = clean_name(name), clean_about(about)
    spoken = [code for code in SPOKEN if code in set(speaks)]
    with atomic():
        Member.objects.filter(pk=member.pk).update(name=name, about=about, speaks=spoken)
        member.crafts.set(crafts)
        record(MemberChanged(stream=member_stream(member.pk), actor=member.actor))


def choose_language(member: Member, language: str) -> None:
    """In which language the house speaks to her. Raises Refused `invalid`."""
    if language not in SPOKEN:
        raise Refused("invalid")
    with atomic():
        Member.objects.filter(pk=member.pk).update(language=language)


def announce_change(member: Member) -> None:
    """Say that something about her is different; in the transaction that saves it."""
    record(MemberChanged(stream=member_stream(member.pk), actor=None))
