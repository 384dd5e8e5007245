"""What comes with a form beside words: pictures and a voice message, looked at before anything is written."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.media.actions import prepare_picture, prepare_voice
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice
from commons.people.limits import Limit, take

MOST = 4  # pictures with one message
AN_HOUR = timedelta(hours=1)
GIVEN = Limit("pictures and voices in chats", 200, AN_HOUR)  # of one woman
GIVEN_BY_ALL = Limit("pictures and voices in all chats", 20_000, AN_HOUR)


def enclosed(request: HttpRequest, actor: str) -> tuple[list[PreparedPicture], PreparedVoice | None]:
    """The pictures `picture` and the recording `voice` with its `peaks`. Raises Refused; `slow_down` where she gives too many."""
    pictures, voice = request.FILES.getlist("picture"), request.FILES.get("voice")
    if len(pictures) > MOST or (pictures and voice):
        raise Refused("invalid", _("A message carries up to four pictures, or one voice message."))
    if pictures or voice:
        take((GIVEN, actor), (GIVEN_BY_ALL, ""), times=len(pictures) or 1)
    prepared = prepare_voice(voice, request.POST.get("peaks", "")) if voice else None
    return [prepare_picture(picture) for picture in pictures], prepared
