"""Colours of wool, and shapes that come back in every picture."""

from math import cos, pi, sin
from random import Random
from typing import NamedTuple

from PIL import ImageDraw

WIDTH, HEIGHT = 640, 480

Draw = ImageDraw.ImageDraw


class Palette(NamedTuple):
    """Five wools that lie well beside one another."""

    ground: str
    pale: str
    strong: str
    bright: str
    deep: str

    @staticmethod
    def mixed(one: str, other: str, part: float) -> tuple[int, int, int]:
        """Between two colours."""
        pairs = zip(_parts(one), _parts(other), strict=True)
        red, green, blue = (round(a + (b - a) * part) for a, b in pairs)
        return red, green, blue


PALETTES = (
    Palette("#faf6ef", "#f1dfc4", "#a3262a", "#d9931e", "#5d1418"),
    Palette("#f4efe6", "#e1e9f2", "#1f4068", "#d9931e", "#142a45"),
    Palette("#faf6ef", "#dfeee5", "#2f6b4f", "#d9931e", "#1c4231"),
    Palette("#fbf3e4", "#fbefd5", "#d9931e", "#a3262a", "#6b4413"),
    Palette("#f6f0ea", "#ead7d9", "#7b3b5e", "#d9931e", "#44203a"),
)


def lens(draw: Draw, x: float, y: float, wide: float, high: float, colour: str, chance: Random) -> None:
    """An eye with frayed edges."""
    right = [(x + wide * sin(pi * step / 12) + chance.randrange(-3, 4), y - high + high * step / 6) for step in range(13)]
    left = [(2 * x - px + chance.randrange(-3, 4), py) for px, py in reversed(right)]
    draw.polygon([*right, *left], fill=colour)


def horn(draw: Draw, x: float, y: float, size: float, colour: str, width: int, upside_down: bool = False) -> None:
    """A pair of ram's horns on one stem."""
    turn = -1 if upside_down else 1
    for side in (-1, 1):
        points = []
        for step in range(26):
            angle, r = pi * (1 + step / 13 * 0.95), size * (1 - step / 40)
            points.append((x + side * (size * 0.95 + r * cos(angle) * 0.9), y + turn * r * sin(angle) * 0.75))
        draw.line([(x, y + turn * size), *points], fill=colour, width=width, joint="curve")


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
