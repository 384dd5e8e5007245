"""Giving out what is kept, to those whom the door of its stream lets in; for anyone else it isn't there."""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from commons.realtime.doors import lets_in, may_enter

from . import files
from .models import Kept, Picture, Voice

A_DAY = 24 * 3600
# What is given out runs nothing and asks for nothing; browsers that show a picture alone centre it by a style of their own.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


@require_safe
def give_picture(request: HttpRequest, key: str, step: int) -> HttpResponse:
    picture = Picture.objects.filter(key=key).first()
    if picture is None or step not in picture.steps:
        raise Http404
    return _give(request, picture, f"{step}.webp", "image/webp")


@require_safe
def give_voice(request: HttpRequest, key: str) -> HttpResponse:
    """Players ask for parts of it, and some play nothing that isn't given in parts."""
    voice = Voice.objects.filter(key=key).first()
    if voice is None:
        raise Http404
    return _in_part(request, _give(request, voice, "voice", voice.mime))


def _give(request: HttpRequest, kept: Kept, name: str, mime: str) -> HttpResponse:
    is_public = may_enter(None, kept.guard)
    if not is_public and not lets_in(request, kept.guard):
        raise Http404
    mark = f'"{kept.key}.{name}"'
    answer: HttpResponse = HttpResponseNotModified()
    if request.headers.get("If-None-Match") != mark:
        try:
            answer = HttpResponse(files.read(kept.key, name), content_type=mime)
        except FileNotFoundError as error:
            raise Http404 from error
    answer.headers["ETag"] = mark
    answer.headers["Cache-Control"] = f"{'public' if is_public else 'private'}, max-age={A_DAY}, immutable"
    if not is_public:
        answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _in_part(request: HttpRequest, whole: HttpResponse) -> HttpResponse:
    """The part that is asked for, in the middle or at the end; the whole where none is, or where it is asked for in several."""
    whole.headers["Accept-Ranges"] = "bytes"
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()) or whole.status_code != 200:
        return whole
    size = len(whole.content)
    if asked[1]:
        first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    else:
        first, last = max(0, size - int(asked[2])), size - 1
    whole.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    whole.status_code = 206
    if first > last:
        whole.headers["Content-Range"] = f"bytes */{size}"
        whole.status_code = 416
    whole.content = whole.content[first : last + 1] if first <= last else b""
    return whole
