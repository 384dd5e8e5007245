"""Pictures: looked at by what is in them, turned upright, made small, and without anything the camera knew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import BoundedSemaphore
from typing import IO, Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import AvifImagePlugin, Image, ImageOps, WebPImagePlugin  # noqa: F401  two kinds are known once they are imported

from commons.journal.refusals import Refused

from .models import WIDTHS, steps_of

LARGEST: Final = 15 * 1024 * 1024  # bytes: what a phone's camera makes, where no script made it smaller before
MOST_POINTS: Final = 50_000_000  # of a JPEG, which is read at a fraction of its size
MOST_POINTS_WHOLE: Final = 20_000_000  # of what is read whole: 80 MB
HIGHEST: Final = 2 * WIDTHS[-1]
QUALITY: Final = 74
JPEGS: Final = ("JPEG", "MPO")  # an MPO is a JPEG with others behind it
PATIENCE: Final = 10.0  # seconds one waits for its turn; a picture takes less than one of them
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
WHITE: Final = (255, 255, 255)

TOO_LARGE = _("This picture is too large: at most 15 megabytes and 50 megapixels.")
NO_PICTURE = _("This is not a picture that can be shown. Choose a photo.")
BUSY = _("Many pictures are coming in just now. Wait a little and send it again.")

Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is read: Pillow would warn first, and refuse later
_few = BoundedSemaphore(2)  # how many are in memory at once, each of up to 80 MB


@dataclass(frozen=True)
class PreparedPicture:
    """A picture as it will be kept: its WebP files by width."""

    width: int
    height: int
    tint: str
    files: dict[int, bytes]


def prepare_picture(upload: UploadedFile) -> PreparedPicture:
    """Before any transaction: the picture upright, small and without what the camera knew. Raises Refused `too_long`, `invalid`
    or, when its turn doesn't come, `busy`."""
    if (upload.size or 0) > LARGEST:
        raise Refused("too_long", TOO_LARGE)
    with _turn(), _opened(upload.file) as image:
        return _shrunk(_upright(image))


@contextmanager
def _turn() -> Iterator[None]:
    if not _few.acquire(timeout=PATIENCE):
        raise Refused("busy", BUSY, retry_in=PATIENCE)
    try:
        yield
    finally:
        _few.release()


@contextmanager
def _opened(file: IO[Any] | None) -> Iterator[Image.Image]:
    try:
        if file is None:
            raise ValueError("nothing was sent")
        file.seek(0)
        with Image.open(file, formats=FORMATS) as image:
            points = image.width * image.height
            if points > (MOST_POINTS if image.format in JPEGS else MOST_POINTS_WHOLE):
                raise Refused("too_long", TOO_LARGE)
            yield image
    except Refused:
        raise
    except Exception as error:  # decoders stumble in many ways; whatever they can't read is not a picture
        raise Refused("invalid", NO_PICTURE) from error


def _upright(image: Image.Image) -> Image.Image:
    """The first of its frames as the camera meant it, in plain colours."""
    if image.format in JPEGS:
        image.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
    image.seek(0)
    image.load()
    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith(("I", "F")):  # sixteen bits a point
        return turned.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if "A" in turned.getbands() or "transparency" in turned.info:
        ground = Image.new("RGB", turned.size, WHITE)
        clear = turned.convert("RGBA")
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    return turned.convert("RGB")


def _shrunk(image: Image.Image) -> PreparedPicture:
    image.thumbnail((WIDTHS[-1], HIGHEST), Image.Resampling.LANCZOS)
    files = {step: _webp(_narrowed(image, width)) for step, width in steps_of(image.width).items()}
    red, green, blue = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]  # an RGB point has three
    return PreparedPicture(image.width, image.height, f"#{red:02x}{green:02x}{blue:02x}", files)


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return out.getvalue()
