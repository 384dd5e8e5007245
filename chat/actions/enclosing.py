"""Pictures and a voice message with a message: parts of posting it and of removing it."""

from collections.abc import Sequence

from commons.journal.writing import Ask
from commons.media.actions import erase, keep_picture, keep_voice
from commons.media.pictures import PreparedPicture
from commons.media.voices import PreparedVoice

from ..models import Message


def enclose(message_id: int, ask: Ask, pictures: Sequence[PreparedPicture], voice: PreparedVoice | None) -> None:
    """Keep them with the message, behind the door of its room."""
    kept = [keep_picture(picture, ask.stream, ask.actor) for picture in pictures]
    links = Message.pictures.through
    links.objects.bulk_create(links(message_id=message_id, picture=picture) for picture in kept)
    if voice is not None:
        Message.objects.filter(pk=message_id).update(voice=keep_voice(voice, ask.stream, ask.actor))


def take_out(message: Message) -> None:
    """Nothing of them is left once that is committed; the message is still to be saved."""
    erase(message.pictures.all() if message.has_pictures else (), [message.voice] if message.voice else ())
    message.voice, message.has_pictures = None, False
