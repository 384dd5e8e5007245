"""Pictures and recordings to give, and a stream of our own whose door they stand behind."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@pytest.fixture(autouse=True)
def a_shelf_of_its_own(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def upload() -> Callable[..., SimpleUploadedFile]:
    """A file as a form sends it, whatever it is called."""
    return lambda content, name="a.jpg": SimpleUploadedFile(name, content)


@pytest.fixture
def photo() -> Callable[..., bytes]:
    """A picture's bytes: `photo("PNG", (300, 200), "RGBA")`; what else is given goes to the encoder."""

    def draw(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), mode: str = "RGB", colour: Any = None, **how: Any) -> bytes:
        out = BytesIO()
        Image.new(mode, size, colour if colour is not None else "indigo" if mode in ("RGB", "RGBA", "P") else 0).save(out, kind, **how)
        return out.getvalue()

    return draw


@pytest.fixture
def why() -> Callable[..., str]:
    """Why something is refused: `why(prepare_picture, upload(b"…"))`; "" where it isn't."""
    from commons.journal.refusals import Refused

    def ask(act: Callable[..., Any], *given: Any) -> str:
        try:
            act(*given)
        except Refused as refused:
            return refused.code if str(refused.message) else "without a word"
        return ""

    return ask


@pytest.fixture
def give(db: None, upload: Callable[..., SimpleUploadedFile], photo: Callable[..., bytes]) -> Callable[..., Any]:
    """Keep a picture or, with `voice`, a voice message behind a door: `give("tests.board:1")`."""
    from commons.journal.writing import atomic
    from commons.media.actions import keep_picture, keep_voice, prepare_picture, prepare_voice
    from tests.media.recordings import webm
    from tests.realtime import village

    assert village.BOARD

    def keep(guard: str = "tests.board:1", by: str = "member:7", voice: bool = False) -> Any:
        prepared: Any = prepare_voice(upload(webm())) if voice else prepare_picture(upload(photo(size=(700, 525))))
        with atomic():
            return (keep_voice if voice else keep_picture)(prepared, guard, by)

    return keep
