"""What women are told of the money they share, away from it. Neutral words for a locked phone; a block keeps nobody from what is hers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.notify.kinds import notice_kind, outdates

NEUTRAL = _("Something new in the market")


def _kind(name: str, words: Promise) -> str:
    return notice_kind(f"venture-{name}", words, NEUTRAL, passes_blocks=True)


TO_AGREE = _kind("agree", _("How shall we share? Look, and say whether you agree"))
SETTLED = _kind("settled", _("All have agreed: you share like this from now on"))
TO_CONFIRM = _kind("confirm", _("Money waits for your word: is it so?"))
DENIED = _kind("denied", _("What you wrote of the money isn't so, says another. Talk about it"))
PAID_OUT = _kind("paid", _("What was yours in a joint business was given to you, another writes"))

outdates((SETTLED,), (TO_AGREE,))
