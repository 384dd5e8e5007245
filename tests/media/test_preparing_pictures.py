"""What a picture must be, and what is left of it: upright, small, and nothing the camera knew."""

import os
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from commons.media import pictures
from commons.media.actions import prepare_picture

SECRET = "Баткен, Кызыл-Кыя"


def opened(prepared, step=None):
    return Image.open(BytesIO(prepared.files[step or max(prepared.files)]))


def test_a_photo_is_kept_as_webp_in_three_widths(photo, upload):
    prepared = prepare_picture(upload(photo(size=(4000, 3000))))
    assert (prepared.width, prepared.height) == (1280, 960)
    assert {step: opened(prepared, step).size for step in prepared.files} == {320: (320, 240), 640: (640, 480), 1280: (1280, 960)}
    assert {opened(prepared, step).format for step in prepared.files} == {"WEBP"}


@pytest.mark.parametrize(("width", "steps"), [(1, [320]), (320, [320]), (321, [320, 640]), (640, [320, 640]), (700, [320, 640, 1280])])
def test_nothing_is_enlarged(photo, upload, width, steps):
    prepared = prepare_picture(upload(photo(size=(width, 90))))
    assert (prepared.width, list(prepared.files)) == (width, steps)
    assert opened(prepared).width == width


def test_what_the_camera_knew_is_gone(photo, upload):
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = SECRET  # description, artist
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind, more in (("JPEG", {"comment": SECRET.encode()}), ("PNG", {}), ("WEBP", {"xmp": f"<x>{SECRET}</x>".encode()})):
        prepared = prepare_picture(upload(photo(kind, exif=exif, icc_profile=profile, **more)))
        for step, content in prepared.files.items():
            image = opened(prepared, step)
            assert not image.getexif()
            assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
            assert SECRET.encode() not in content
            assert b"EXIF" not in content


def test_a_picture_taken_sideways_is_turned_upright(upload):
    image = Image.new("RGB", (400, 200), "white")
    image.paste("black", (0, 0, 40, 200))  # a bar at the left, which is the top once turned by a quarter
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    turned = opened(prepare_picture(upload(out.getvalue())))
    assert turned.size == (200, 400)
    assert turned.convert("L").getpixel((100, 10)) < 60
    assert turned.convert("L").getpixel((100, 390)) > 200


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "RGBA"),
        ("PNG", "LA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("GIF", "P"),
        ("WEBP", "RGBA"),
        ("AVIF", "RGB"),
    ],
)
def test_every_kind_of_colour_is_understood(photo, upload, kind, mode):
    image = opened(prepare_picture(upload(photo(kind, (90, 60), mode))))
    assert (image.mode, image.size) == ("RGB", (90, 60))


def test_what_is_transparent_stands_on_white(photo, upload):
    assert prepare_picture(upload(photo("PNG", (90, 60), "RGBA", (255, 0, 0, 0)))).tint == "#ffffff"


def test_its_tint_is_its_average_colour(photo, upload):
    assert prepare_picture(upload(photo("PNG", colour=(200, 100, 50)))).tint == "#c86432"


def test_of_one_that_moves_the_first_moment_is_kept(upload):
    out = BytesIO()
    moments = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    moments[0].save(out, "GIF", save_all=True, append_images=moments[1:])
    prepared = prepare_picture(upload(out.getvalue()))
    assert not getattr(opened(prepared), "is_animated", False)
    assert prepared.tint == "#ff0000"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"GIF89a<script>alert(1)</script>",
        b"\xff\xd8\xff\xe0" + b"\x00" * 500,
        b"RIFF\x10\x00\x00\x00WEBPVP8 ",
        b"\x89PNG\r\n\x1a\n" + os.urandom(300),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(upload, why, content):
    assert why(prepare_picture, upload(content, "a.jpg")) == "invalid"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_one_that_was_cut_off_is_refused(photo, upload, why, kind):
    noise = Image.frombytes("RGB", (200, 200), os.urandom(120_000))
    out = BytesIO()
    noise.save(out, kind)
    assert why(prepare_picture, upload(out.getvalue()[: len(out.getvalue()) // 2])) == "invalid"


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "PPM", "ICO", "TGA"])
def test_kinds_that_no_phone_takes_are_refused(photo, upload, why, kind):
    assert why(prepare_picture, upload(photo(kind, (90, 60)))) == "invalid"


def test_a_bomb_is_refused_before_it_is_opened(upload, why):
    """Two hundred megabytes of points in two hundred kilobytes."""
    rows = zlib.compress(b"\x00" * (20_001 + 1) * 10_000, 9)
    head = struct.pack(">IIBBBBB", 20_001, 10_000, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    assert len(png) < 300_000
    assert why(prepare_picture, upload(png)) == "too_long"


def test_one_with_too_many_points_or_bytes_is_refused(photo, upload, why, monkeypatch):
    assert why(prepare_picture, upload(photo("PNG", (5000, 4100)))) == "too_long"
    assert why(prepare_picture, upload(photo("JPEG", (9000, 6000)))) == "too_long"
    assert why(prepare_picture, upload(photo("JPEG", (8000, 6000)))) == ""
    monkeypatch.setattr(pictures, "LARGEST", 1000)
    assert why(prepare_picture, upload(photo())) == "too_long"


def test_one_that_is_a_line_is_a_line(photo, upload):
    prepared = prepare_picture(upload(photo("PNG", (5000, 1))))
    assert (prepared.width, prepared.height) == (1280, 1)
    prepared = prepare_picture(upload(photo("PNG", (1, 5000))))
    assert (prepared.width, prepared.height) == (1, 2560)
