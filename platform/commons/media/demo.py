"""What the demonstration village shows and says aloud: felt, cloth, dishes and mountains, drawn here, and a few tunes.

So it looks alive without anyone's photographs, and sounds without anyone's voice: `demo_voices/` are tunes of an oscillator,
as a browser records them.
"""

import math
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from .actions import prepare_picture, prepare_voice
from .pictures import PreparedPicture
from .voices import PreparedVoice

MADDER, INDIGO, SAFFRON, JUNIPER, FELT, WALNUT = "#a3262a", "#1f4068", "#d9931e", "#2f6b4f", "#faf6ef", "#2e211b"
DYES = (MADDER, INDIGO, SAFFRON, JUNIPER)
WIDE, HIGH = 1280, 960
VOICES = Path(__file__).parent / "demo_voices"

Draw = Callable[[ImageDraw.ImageDraw, Random], None]


@cache
def shown(topic: str) -> tuple[PreparedPicture, ...]:
    """The pictures of a craft (`sewing`, `cooking`, `guiding`), the same at every run; none where talk is all they do."""
    draws = {"sewing": (felt, cloth, felt, cloth), "cooking": (dish, dish, dish), "guiding": (mountains, mountains, mountains)}
    return tuple(_picture(draw, Random(f"{topic} {place}")) for place, draw in enumerate(draws.get(topic, ())))  # noqa: S311


@cache
def spoken() -> tuple[PreparedVoice, ...]:
    """The tunes, the shortest first."""
    tunes = [path.read_bytes() for path in sorted(VOICES.glob("*.webm"), key=lambda path: path.stat().st_size)]
    return tuple(prepare_voice(SimpleUploadedFile("voice.webm", tune)) for tune in tunes)


def felt(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    """A shyrdak: a border, and diamonds with horns in two dyes."""
    ground, horn = chance.sample(DYES, 2)
    draw.rectangle((0, 0, WIDE, HIGH), ground)
    draw.rectangle((40, 40, WIDE - 40, HIGH - 40), outline=horn, width=36)
    for column in range(4):
        for row in range(3):
            _horned(draw, 190 + column * 300, 190 + row * 290, 120, horn, FELT)


def _horned(draw: ImageDraw.ImageDraw, x: int, y: int, size: int, dye: str, cord: str) -> None:
    draw.polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], fill=dye, outline=cord, width=8)
    for side in (-1, 1):
        for end in (-1, 1):
            left, top = x + side * size * 0.34, y + end * size * 0.30
            box = (left - 26, top - 26, left + 26, top + 26)
            draw.arc(box, 0 if end < 0 else 90, 270 if end < 0 else 360, fill=cord, width=9)
    draw.line((x, y - size * 0.55, x, y + size * 0.55), fill=cord, width=9)


def cloth(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    """A woven stuff: stripes of many widths, with a seam of little steps."""
    x = 0
    while x < WIDE:
        width = chance.choice((14, 22, 40, 64, 90))
        draw.rectangle((x, 0, x + width, HIGH), chance.choice((*DYES, FELT)))
        x += width
    dye = chance.choice(DYES)
    for y in (HIGH // 4, HIGH * 3 // 4):
        draw.rectangle((0, y - 62, WIDE, y + 62), FELT)
        for step in range(0, WIDE, 64):
            draw.polygon([(step, y + 44), (step + 32, y - 44), (step + 64, y + 44)], fill=dye)


def dish(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    """A plate on a cloth: something round and golden, and greens over it."""
    draw.rectangle((0, 0, WIDE, HIGH), chance.choice((INDIGO, JUNIPER, WALNUT)))
    for y in range(0, HIGH, 120):
        draw.line((0, y, WIDE, y), fill="#ffffff", width=3)
    _round(draw, WIDE // 2, HIGH // 2, 400, FELT)
    _round(draw, WIDE // 2, HIGH // 2, 345, "#efe3d0")
    food = chance.choice(("#c98a3a", "#d9931e", "#b5651d"))
    for _ in range(90):
        angle, far = chance.random() * math.tau, 300 * math.sqrt(chance.random())
        _round(draw, WIDE / 2 + far * math.cos(angle), HIGH / 2 + far * math.sin(angle), chance.randrange(22, 58), food)
        food = chance.choice(("#c98a3a", "#d9931e", "#b5651d", "#e8b96a"))
    for _ in range(40):
        angle, far = chance.random() * math.tau, 260 * math.sqrt(chance.random())
        size, dye = chance.randrange(5, 13), chance.choice((JUNIPER, MADDER))
        _round(draw, WIDE / 2 + far * math.cos(angle), HIGH / 2 + far * math.sin(angle), size, dye)


def mountains(draw: ImageDraw.ImageDraw, chance: Random) -> None:
    """Ridges behind one another, snow on the farthest, a yurt before them."""
    sky, ridges = chance.choice((("#bcd3ea", ("#8fa7c4", "#5d7f9b", JUNIPER)), ("#fbefd5", ("#c9a58f", "#9b6b5d", "#5f4b3e"))))
    draw.rectangle((0, 0, WIDE, HIGH), sky)
    _round(draw, chance.randrange(200, WIDE - 200), 170, 74, "#fffaf0")
    for depth, dye in enumerate(ridges):
        base, high = 380 + depth * 170, 260 - depth * 60
        heights = [base - high * (chance.uniform(0.6, 1) if place % 2 else chance.uniform(0, 0.35)) for place in range(10)]
        peaks = [(160 * place - 80, y) for place, y in enumerate(heights)]
        draw.polygon([(-80, HIGH), *peaks, (WIDE + 80, HIGH)], fill=dye)
        for x, y in peaks[1::2] if depth == 0 else ():
            draw.polygon([(x, y), (x - 34, y + 44), (x - 8, y + 32), (x + 12, y + 48), (x + 34, y + 44)], fill=FELT)
    x = chance.randrange(260, WIDE - 260)
    draw.rectangle((x - 110, 700, x + 110, 800), FELT)
    draw.pieslice((x - 125, 610, x + 125, 790), 180, 360, fill="#e2d5c1")
    draw.rectangle((x - 30, 725, x + 30, 800), MADDER)


def _round(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str) -> None:
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _picture(draw: Draw, chance: Random) -> PreparedPicture:
    image = Image.new("RGB", (WIDE, HIGH))
    draw(ImageDraw.Draw(image), chance)
    out = BytesIO()
    image.save(out, "PNG", compress_level=1)
    return prepare_picture(SimpleUploadedFile("picture.png", out.getvalue()))
