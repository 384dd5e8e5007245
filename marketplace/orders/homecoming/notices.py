"""What the two are told, away from the page. In no group: nobody mutes it by muting her orders; what can't wait passes quiet hours."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.notify.kinds import notice_kind

from ..notices import NEUTRAL


def _kind(name: str, words: Promise, *, urgent: bool = True) -> str:
    return notice_kind(f"homecoming-{name}", words, NEUTRAL, urgent=urgent)


# to the friend
TOLD = _kind("told", _("A friend asks you to look after her way home"), urgent=False)
LATER = _kind("later", _("She comes home a little later"))
CALL_HER = _kind("call-her", _("She hasn't said that she is home: please call her"))
HOME = _kind("home", _("She is home"))
OFF = _kind("off", _("You needn't look after her way home any more"), urgent=False)

# to her who goes
ARE_YOU_HOME = _kind("are-you-home", _("Are you home?"))
FRIEND_CALLS = _kind("friend-calls", _("Your friend has been asked to call you"))
ASK_ANOTHER = _kind("ask-another", _("Your friend can't look after your way home: ask another"))
