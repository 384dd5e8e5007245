"""Birge on her first screen: what a phone asks for before it puts it there."""

import json
import re
from io import BytesIO

import pytest
from PIL import Image

pytestmark = pytest.mark.django_db
KB = 1024


@pytest.mark.parametrize(("language", "name"), [("ky", "Бирге"), ("ru", "Бирге"), ("uz-cyrl", "Бирге"), ("en", "Birge")])
def test_the_manifest_speaks_the_language_of_the_page(stranger, language, name):
    stranger.cookies["django_language"] = language
    page = stranger.get("/").content.decode()
    [address] = re.findall(r'<link rel="manifest" href="([^"]+)"', page)
    answer = stranger.get(address)
    assert answer["Content-Type"] == "application/manifest+json"
    assert "public" in answer["Cache-Control"]
    said = answer.json()
    assert (said["name"], said["short_name"], said["lang"]) == (name, name, language)
    assert (said["id"], said["start_url"], said["scope"], said["display"]) == ("/", "/", "/", "standalone")
    assert f'content="{said["theme_color"]}"' in page


def test_there_is_none_in_another_language(stranger):
    assert stranger.get("/manifest/kk/").status_code == 404


def test_each_icon_is_there_as_large_as_it_says(stranger):
    icons = [icon for icon in stranger.get("/manifest/ky/").json()["icons"] if icon["type"] == "image/png"]
    assert [(icon["sizes"], icon["purpose"]) for icon in icons] == [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")]
    for icon in icons:
        picture = fetched(stranger, icon["src"])
        assert icon["sizes"] == f"{picture.width}x{picture.height}"
        corner = picture.getpixel((0, 0))[3]
        assert corner == (255 if icon["purpose"] == "maskable" else 0), "a phone cuts a maskable one itself"


def test_an_iphone_finds_its_own_and_it_has_no_clear_corner(stranger):
    [address] = re.findall(r'rel="apple-touch-icon" href="([^"]+)"', stranger.get("/").content.decode())
    picture = fetched(stranger, address)
    assert picture.size == (180, 180)
    assert picture.getpixel((0, 0))[3] == 255


def test_what_a_phone_fetches_to_install_it_is_light(stranger):
    manifest = stranger.get("/manifest/ky/")
    icons = [b"".join(stranger.get(icon["src"])) for icon in json.loads(manifest.content)["icons"]]
    assert len(manifest.content) <= KB
    assert sum(map(len, icons)) <= 12 * KB


def fetched(browser, address):
    return Image.open(BytesIO(b"".join(browser.get(address)))).convert("RGBA")
