"""What a shop says of itself, and whether it is open."""

from collections.abc import Iterable, Mapping

from django.utils import timezone

from commons.journal.writing import atomic, record
from commons.media.actions import erase, keep_picture, keep_voice
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.models import Member
from commons.people.texts import clean_texts
from commons.ui.languages import SPOKEN

from ..facts import ShopChanged
from ..models import Shop
from .hers import shop_of
from .showing import set_up


def change_shop(
    member: Member,
    names: Mapping[str, str],
    abouts: Mapping[str, str],
    district: str,
    speaks: Iterable[str],
    phone: str,
    shows_name: bool,
    shows_face: bool,
    shows_voice: bool,
    shop_id: int | None = None,
) -> None:
    """Its name, words and place, and what it shows of her: of her own, or of this one for which she answers. Raises Refused `forbidden`."""
    spoken = set(speaks)
    with atomic():
        shop = shop_of(member, shop_id)
        shop.names, shop.abouts, shop.district, shop.phone = clean_texts(names), clean_texts(abouts), district, phone
        shop.speaks = " ".join(code for code in SPOKEN if code in spoken)
        shop.shows_name, shop.shows_face, shop.shows_voice = shows_name, shows_face, shows_voice
        shop.save()
        set_up(shop)
        record(_changed(member, shop))


def show_face(member: Member, picture: PreparedPicture | None, shop_id: int | None = None) -> None:
    """Her picture, instead of the one there is; None takes that away. Raises Refused `forbidden`."""
    with atomic():
        shop = shop_of(member, shop_id)
        before = [shop.face] if shop.face else []
        shop.face = keep_picture(picture, shop.stream, member.actor) if picture else None
        shop.save(update_fields=["face"])
        erase(before)
        record(_changed(member, shop))


def speak_for_shop(member: Member, voice: PreparedVoice | None, shop_id: int | None = None) -> None:
    """The same of her voice."""
    with atomic():
        shop = shop_of(member, shop_id)
        before = [shop.voice] if shop.voice else []
        shop.voice = keep_voice(voice, shop.stream, member.actor) if voice else None
        shop.save(update_fields=["voice"])
        erase(voices=before)
        record(_changed(member, shop))


def close_shop(member: Member) -> None:
    """Nothing of her own is on the market until she opens it again; a venture's is closed with it. Raises Refused `forbidden`."""
    _set_closed(member, closed=True)


def reopen_shop(member: Member) -> None:
    """Raises Refused `forbidden`."""
    _set_closed(member, closed=False)


def _set_closed(member: Member, closed: bool) -> None:
    with atomic():
        shop = shop_of(member)
        if closed != (shop.closed_at is not None):
            shop.closed_at = timezone.now() if closed else None
            shop.save(update_fields=["closed_at"])
            set_up(shop)
            record(_changed(member, shop))


def _changed(member: Member, shop: Shop) -> ShopChanged:
    return ShopChanged(stream=shop.stream, actor=member.actor, shop=shop.pk)
