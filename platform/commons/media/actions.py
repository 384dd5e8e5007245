"""Parts of actions: what is prepared before a transaction is kept inside the caller's, which records what happened."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from . import files
from .models import Picture, Voice
from .pictures import PreparedPicture, prepare_picture
from .voices import PreparedVoice, prepare_voice

__all__ = ["erase", "keep_picture", "keep_voice", "prepare_picture", "prepare_voice"]


def keep_picture(prepared: PreparedPicture, guard: str, by: str) -> Picture:
    """Inside the caller's `journal.atomic()`: keep it behind the door of the stream `guard`. Records nothing."""
    picture = Picture.objects.create(guard=guard, by=by, width=prepared.width, height=prepared.height, tint=prepared.tint)
    files.write(picture.key, {f"{step}.webp": content for step, content in prepared.files.items()})
    return picture


def keep_voice(prepared: PreparedVoice, guard: str, by: str) -> Voice:
    """The same for a voice message."""
    voice = Voice.objects.create(guard=guard, by=by, seconds=prepared.seconds, peaks=prepared.peaks, mime=prepared.mime)
    files.write(voice.key, {"voice": prepared.sound})
    return voice


def erase(pictures: Iterable[Picture] = (), voices: Iterable[Voice] = ()) -> None:
    """Inside the caller's `journal.atomic()`: take them out of their tables; their files follow once that is committed."""
    for model, kept in ((Picture, list(pictures)), (Voice, list(voices))):
        model.objects.filter(pk__in=[one.pk for one in kept]).delete()
        if kept:
            transaction.on_commit(partial(files.remove, [one.key for one in kept]))
