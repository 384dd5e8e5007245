"""Pictures and recordings, as the forms of the market take them."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.media.recordings import webm


@pytest.fixture(autouse=True)
def a_shelf_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def picture_file():
    """A picture as a form sends it; with `content` whatever that is under the name of one."""

    def give(content=None):
        out = BytesIO()
        Image.new("RGB", (64, 48), "#a3262a").save(out, "PNG")
        return SimpleUploadedFile("dress.png", out.getvalue() if content is None else content)

    return give


@pytest.fixture
def voice_file():
    return lambda: SimpleUploadedFile("a.webm", webm())


@pytest.fixture
def picture(db, picture_file):
    """A picture that is kept behind a door: `picture(listing.stream)`."""
    from commons.journal.writing import atomic
    from commons.media.actions import keep_picture, prepare_picture

    def keep(guard):
        prepared = prepare_picture(picture_file())
        with atomic():
            return keep_picture(prepared, guard, "system")

    return keep
