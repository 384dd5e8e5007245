"""`{% load media %}`: a picture and a voice message, as they are shown everywhere."""

from typing import Any

from django import template
from django.template.context import Context

from commons.media.models import WIDTHS, Picture, Voice
from commons.ui.saving import saves_data

register = template.Library()

BAR = 3  # the width of a bar of the waveform, with the gap after it
HIGH = 32


@register.inclusion_tag("media/_picture.html", takes_context=True)
def picture(context: Context, shown: Picture, sizes: str = "100vw", alt: str = "", opens: bool = False) -> dict[str, Any]:
    """`{% picture pic sizes="(width < 40rem) 100vw, 20rem" alt=listing.title %}`: lazy, in its tint until it comes.

    With `opens` it leads to itself as large as there is. Where she saves data, and in frames, which are the same for everybody, it
    comes when she taps on it; scripts of those who don't save bring it by themselves.
    """
    request = context.get("request")
    saves = request is None or saves_data(request)
    return {"picture": shown, "sizes": sizes, "alt": alt, "opens": opens, "saves": saves, "largest": shown.address(WIDTHS[-1])}


@register.inclusion_tag("media/_voice.html")
def voice(shown: Voice) -> dict[str, Any]:
    """`{% voice v %}`: the player with its waveform; without script the browser's own."""
    return {"voice": shown, "bars": waveform(shown.peaks), "width": BAR * len(shown.peaks), "high": HIGH}


def waveform(peaks: list[int]) -> str:
    """The bars as the path of an SVG, from the middle up and down; a pause is a point."""
    return "".join(f"M{BAR * place + 1} {(HIGH - height) / 2:g}v{height}" for place, height in enumerate(max(1, peak) for peak in peaks))
