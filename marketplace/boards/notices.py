"""What women are told of their ventures, away from them. Neutral words for a locked phone."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.notify.kinds import notice_group, notice_kind, outdates

NEUTRAL = _("Something new in the market")

notice_group("venture", _("Together"))


def _kind(name: str, words: Promise) -> str:
    return notice_kind(f"venture-{name}", words, NEUTRAL)


OFFERED = _kind("offered", _("A woman brings something to your joint business"))
INVITED = _kind("invited", _("You are invited to a joint business"))
ACCEPTED = _kind("accepted", _("You are in it now: your joint business awaits you"))
DECLINED = _kind("declined", _("Thank you for your offer. This time it isn't needed"))
JOINED = _kind("joined", _("One more woman is in your joint business"))
CARD = _kind("card", _("Work awaits you on the board of your joint business"))
ANSWERS = _kind("answers", _("You answer the customers of your joint business now"))

outdates((ACCEPTED, DECLINED), (INVITED,))
