"""What is kept of a picture or a voice message beside its files: who may have it, who gave it, and how it is drawn before it comes."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils import timezone

WIDTHS = (320, 640, 1280)
SOUNDS = ("audio/webm", "audio/ogg", "audio/mp4")


def steps_of(width: int) -> dict[int, int]:
    """Under which names a picture of this width is kept, each with how wide it is then: nothing is ever enlarged."""
    return {step: min(step, width) for step in WIDTHS if step == WIDTHS[0] or step // 2 < width}


def new_key() -> str:
    """What nobody guesses: twenty letters, digits and dashes."""
    return secrets.token_urlsafe(15)


class Kept(models.Model):
    """Found under its key, never its id; `guard` is the stream whose door it stands behind, `by` the actor who gave it."""

    key = models.CharField(max_length=20, unique=True, default=new_key)
    guard = models.CharField(max_length=100)
    by = models.CharField(max_length=40, db_index=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key


class Picture(Kept):
    """A picture as WebP in up to three widths; `width` and `height` are those of the largest, `tint` is its average colour."""

    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    tint = models.CharField(max_length=7)

    @property
    def steps(self) -> dict[int, int]:
        """Under which names it is kept, each with how wide it really is."""
        return steps_of(self.width)

    def address(self, width: int = 640) -> str:
        """Where it is as wide as that, or as wide as there is."""
        step = next((step for step in self.steps if step >= width), max(self.steps))
        return reverse("media:picture", args=[self.key, step])

    @property
    def srcset(self) -> str:
        """All its widths, for the browser to choose from."""
        return ", ".join(f"{self.address(step)} {width}w" for step, width in self.steps.items())


class Voice(Kept):
    """A voice message as it was recorded; `peaks` are how loud it is along the way, 0 to 31."""

    seconds = models.FloatField()
    peaks = models.JSONField(default=list)
    mime = models.CharField(max_length=10, choices=[(mime, mime) for mime in SOUNDS])

    @property
    def address(self) -> str:
        return reverse("media:voice", args=[self.key])

    @property
    def length(self) -> str:
        """How long it is, as 0:24."""
        minutes, seconds = divmod(max(1, int(self.seconds)), 60)
        return f"{minutes}:{seconds:02}"
