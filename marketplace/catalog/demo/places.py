"""Where the women of the village work: what the photos of their shops show."""

from collections.abc import Callable
from random import Random

from PIL import ImageDraw

from .paint import HEIGHT, WIDTH, Palette, horn

Draw = ImageDraw.ImageDraw


def workshop(draw: Draw, palette: Palette, chance: Random) -> None:
    """Rolls of cloth on shelves, a window, and a sewing machine on the table."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.pale)
    _window(draw, palette, 400)
    wools = (palette.strong, palette.bright, palette.deep, palette.ground, palette.strong)
    for shelf in (90, 190):
        x = 40
        while x < 290:
            wide = chance.randrange(22, 52)
            draw.rounded_rectangle((x, shelf - 66, x + wide, shelf), 10, fill=chance.choice(wools))
            x += wide + 6
        draw.rectangle((28, shelf, 348, shelf + 12), fill="#8a5a33")
    _table(draw, 340)
    draw.rounded_rectangle((120, 316, 360, 342), 8, fill="#2e211b")
    draw.rounded_rectangle((150, 214, 350, 258), 20, fill="#2e211b")
    draw.rectangle((300, 240, 350, 320), fill="#2e211b")
    draw.rectangle((158, 250, 180, 300), fill="#2e211b")
    draw.ellipse((336, 226, 376, 290), fill=palette.bright)
    draw.polygon([(30, 342), (150, 326), (240, 342), (240, 420), (60, 420)], fill=palette.strong)
    horn(draw, 140, 380, 22, palette.pale, 6)


def kitchen(draw: Draw, palette: Palette, chance: Random) -> None:
    """Pots on the stove, bowls on a shelf, and a window."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.ground)
    _window(draw, palette, 60)
    draw.rectangle((310, 150, 610, 162), fill="#8a5a33")
    for x in range(326, 590, 68):
        draw.pieslice((x, 90, x + 56, 152), 0, 180, fill=chance.choice((palette.strong, palette.bright, palette.deep)))
    _table(draw, 350)
    for x, wide, high in ((60, 190, 120), (290, 130, 84), (450, 150, 100)):
        draw.rounded_rectangle((x, 350 - high, x + wide, 352), 22, fill=palette.deep)
        draw.rectangle((x - 10, 350 - high, x + wide + 10, 364 - high), fill=palette.strong)
        draw.ellipse((x + wide / 2 - 14, 326 - high, x + wide / 2 + 14, 354 - high), fill=palette.bright)


def _window(draw: Draw, palette: Palette, x: int) -> None:
    draw.rectangle((x, 40, x + 200, 230), fill="#dbe7f0")
    draw.polygon([(x, 230), (x + 60, 130), (x + 100, 180), (x + 150, 110), (x + 200, 230)], fill="#9db4c6")
    draw.rectangle((x, 40, x + 200, 230), outline="#8a5a33", width=10)
    draw.line((x + 100, 40, x + 100, 230), fill="#8a5a33", width=8)
    draw.polygon([(x - 14, 34), (x + 46, 34), (x - 14, 200)], fill=palette.strong)
    draw.polygon([(x + 214, 34), (x + 154, 34), (x + 214, 200)], fill=palette.strong)


def _table(draw: Draw, top: int) -> None:
    draw.rectangle((0, top, WIDTH, HEIGHT), fill="#a9713f")
    for y in range(top + 24, HEIGHT, 34):
        draw.line((0, y, WIDTH, y), fill="#8a5a33", width=3)


PAINTERS: dict[str, Callable[[Draw, Palette, Random], None]] = {painter.__name__: painter for painter in (workshop, kitchen)}
