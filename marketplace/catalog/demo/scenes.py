"""Dishes, places and things, as simple as felt can show them."""

from collections.abc import Callable
from math import cos, pi, sin
from random import Random

from PIL import ImageDraw

from .paint import HEIGHT, WIDTH, Palette, horn

Draw = ImageDraw.ImageDraw
MIDDLE = (WIDTH // 2, HEIGHT // 2)


def plate(draw: Draw, palette: Palette) -> None:
    """A cloth with a border, and a round plate on it."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.strong)
    for place in range(0, WIDTH, 64):
        horn(draw, place + 32, 34, 18, palette.bright, 5)
        horn(draw, place + 32, HEIGHT - 34, 18, palette.bright, 5, upside_down=True)
    disc(draw, MIDDLE, 186, palette.ground)
    disc(draw, MIDDLE, 150, palette.pale)


def disc(draw: Draw, at: tuple[float, float], r: float, colour: str) -> None:
    draw.ellipse((at[0] - r, at[1] - r, at[0] + r, at[1] + r), fill=colour)


def around(count: int, r: float) -> list[tuple[float, float]]:
    """So many places in a ring."""
    return [(MIDDLE[0] + r * cos(2 * pi * n / count), MIDDLE[1] + r * sin(2 * pi * n / count)) for n in range(count)]


def dish(draw: Draw, palette: Palette, chance: Random) -> None:
    plate(draw, palette)
    for at in around(9, 96):
        disc(draw, at, 36, chance.choice(("#c7772b", "#8a3b1c", "#b6502b")))
    for _ in range(40):
        at = (MIDDLE[0] + chance.gauss(0, 45), MIDDLE[1] + chance.gauss(0, 45))
        disc(draw, at, 9, chance.choice(("#4f7d3a", "#d9931e", "#a3262a", "#f1dfc4")))


def plov(draw: Draw, palette: Palette, chance: Random) -> None:
    plate(draw, palette)
    disc(draw, MIDDLE, 128, "#d99a3d")
    for _ in range(520):
        turn, far = chance.random() * 2 * pi, 124 * chance.random() ** 0.5
        x, y = MIDDLE[0] + far * cos(turn), MIDDLE[1] + far * sin(turn)
        draw.line(
            (x, y, x + chance.randrange(-9, 9), y + chance.randrange(-5, 5)), fill=chance.choice(("#f0c777", "#c97a1f", "#f6dba0")), width=4
        )
    for at in around(5, 46):
        disc(draw, at, 22, "#6e3418")


def dumplings(draw: Draw, palette: Palette, chance: Random) -> None:
    plate(draw, palette)
    for at in [*around(8, 98), MIDDLE]:
        disc(draw, at, 40, "#f3e3c8")
        for step in range(8):
            turn = 2 * pi * step / 8
            draw.line((at[0], at[1], at[0] + 34 * cos(turn), at[1] + 34 * sin(turn)), fill="#d8bd92", width=3)
        disc(draw, at, 7, "#d8bd92")


def sweets(draw: Draw, palette: Palette, chance: Random) -> None:
    plate(draw, palette)
    for row in range(5):
        for column in range(5):
            x, y = 214 + column * 48, 140 + row * 48
            colour = chance.choice(("#c7772b", "#a3262a", "#e8b65c", "#6e3418", "#f3e3c8"))
            draw.rounded_rectangle((x, y, x + 40, y + 40), 12, fill=colour)
            disc(draw, (x + 20, y + 20), 6, palette.ground)


def bread(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.pale)
    for x, y, r in ((230, 260, 170), (430, 200, 150)):
        for inner, colour in ((r, "#a86a2a"), (r - 14, "#cf9247"), (r - 52, "#e0ac66"), (r - 84, "#b97a35")):
            disc(draw, (x, y), inner, colour)
        for step in range(16):
            turn = 2 * pi * step / 16
            disc(draw, (x + (r - 34) * cos(turn), y + (r - 34) * sin(turn)), 6, "#8a541d")


def jam(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 330, WIDTH, HEIGHT), fill=palette.deep)
    for place, colour in enumerate(("#d9931e", "#c7571e", "#e8b65c")):
        x = 70 + place * 180
        draw.rounded_rectangle((x, 150, x + 140, 390), 26, fill=colour)
        draw.rectangle((x + 12, 118, x + 128, 160), fill=palette.strong)
        draw.rounded_rectangle((x + 24, 230, x + 116, 320), 10, fill=palette.ground)
        horn(draw, x + 70, 274, 22, palette.strong, 6)


def cake(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 380, WIDTH, HEIGHT), fill=palette.deep)
    for wide, top, colour in ((230, 270, "#f3e3c8"), (170, 170, palette.bright), (110, 90, palette.pale)):
        draw.rounded_rectangle((320 - wide, top, 320 + wide, top + 112), 22, fill=colour)
        for x in range(320 - wide + 20, 320 + wide - 10, 42):
            disc(draw, (x, top + 10), 15, palette.strong)


def ridge(draw: Draw, chance: Random, foot: int, high: int, colour: str | tuple[int, int, int]) -> None:
    points = [(x, foot - chance.randrange(high // 3, high)) for x in range(-40, WIDTH + 80, 80)]
    draw.polygon([(-40, HEIGHT), *points, (WIDTH + 80, HEIGHT)], fill=colour)


def mountains(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#dbe7f0")
    disc(draw, (chance.randrange(120, 520), 90), 46, "#f0c05a")
    for part, (foot, high) in enumerate(((300, 200), (360, 160), (430, 110))):
        ridge(draw, chance, foot, high, palette.mixed("#9db4c6", "#2f6b4f", part / 2))
    draw.polygon([(300, HEIGHT), (340, 380), (352, 380), (400, HEIGHT)], fill="#cfe4ef")


def horses(draw: Draw, palette: Palette, chance: Random) -> None:
    mountains(draw, palette, chance)
    for x in (170, 390):
        draw.ellipse((x, 330, x + 120, 392), fill="#5a3a22")
        for leg in (16, 40, 80, 100):
            draw.rectangle((x + leg, 376, x + leg + 9, 440), fill="#4a2f1b")
        draw.polygon([(x + 100, 350), (x + 138, 286), (x + 166, 300), (x + 128, 366)], fill="#5a3a22")


def town(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#f3dfc0")
    ridge(draw, chance, 250, 150, "#b99a7a")
    for x in range(10, WIDTH, 90):
        top = chance.randrange(250, 340)
        draw.rectangle((x, top, x + 70, HEIGHT), fill=chance.choice((palette.strong, palette.deep, palette.pale)))
        draw.pieslice((x, top - 35, x + 70, top + 35), 180, 360, fill=palette.bright)


def apricots(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill="#e8efe0")
    for _ in range(6):
        x = chance.randrange(0, WIDTH)
        draw.line((x, HEIGHT, x + chance.randrange(-90, 90), 60), fill="#6b4a32", width=14)
    for _ in range(130):
        at = (chance.randrange(WIDTH), chance.randrange(330))
        disc(draw, at, chance.randrange(10, 20), chance.choice(("#f6d7dc", "#fbeaec", "#eeb6c0")))
    for _ in range(14):
        disc(draw, (chance.randrange(WIDTH), chance.randrange(200, 460)), 22, "#e89a2e")


def house(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, 330), fill="#dbe7f0")
    draw.rectangle((0, 330, WIDTH, HEIGHT), fill="#8fae7a")
    draw.rectangle((150, 210, 490, 410), fill=palette.ground)
    draw.polygon([(120, 215), (320, 90), (520, 215)], fill=palette.strong)
    for x in (190, 390):
        draw.rectangle((x, 260, x + 60, 330), fill=palette.bright)
        draw.line((x + 30, 260, x + 30, 330), fill=palette.deep, width=5)
    draw.rectangle((292, 290, 348, 410), fill=palette.deep)


def yurt(draw: Draw, palette: Palette, chance: Random) -> None:
    mountains(draw, palette, chance)
    draw.pieslice((140, 150, 500, 430), 180, 360, fill="#f4efe6")
    draw.rectangle((140, 288, 500, 420), fill="#f4efe6")
    for x in range(150, 500, 58):
        horn(draw, x + 24, 330, 18, palette.strong, 6)
    draw.rectangle((286, 310, 354, 420), fill=palette.strong)
    draw.rectangle((140, 284, 500, 298), fill=palette.bright)


def screen(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.pale)
    draw.rounded_rectangle((110, 80, 530, 350), 20, fill=palette.deep)
    draw.rectangle((128, 98, 512, 332), fill=palette.ground)
    draw.rectangle((128, 98, 512, 138), fill=palette.strong)
    for n in range(7):
        high = chance.randrange(30, 150)
        draw.rectangle((150 + n * 52, 312 - high, 184 + n * 52, 312), fill=palette.bright if n % 2 else palette.strong)
    draw.polygon([(70, 400), (570, 400), (530, 352), (110, 352)], fill=palette.strong)


def logo(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.deep)
    disc(draw, MIDDLE, 160, palette.ground)
    horn(draw, MIDDLE[0], MIDDLE[1] - 10, 70, palette.strong, 20)
    disc(draw, (MIDDLE[0], MIDDLE[1] + 86), 18, palette.bright)


def lens(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.strong)
    for r, colour in ((190, palette.deep), (160, palette.pale), (128, palette.deep), (80, palette.bright), (40, palette.ground)):
        disc(draw, MIDDLE, r, colour)
    disc(draw, (MIDDLE[0] - 46, MIDDLE[1] - 52), 22, palette.ground)


def tongues(draw: Draw, palette: Palette, chance: Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.pale)
    draw.rounded_rectangle((70, 70, 390, 250), 46, fill=palette.strong)
    draw.polygon([(130, 240), (120, 310), (200, 246)], fill=palette.strong)
    draw.rounded_rectangle((260, 210, 580, 390), 46, fill=palette.bright)
    draw.polygon([(500, 380), (530, 450), (440, 386)], fill=palette.bright)
    for row in range(3):
        draw.rounded_rectangle((110, 106 + row * 40, 350 - row * 50, 124 + row * 40), 9, fill=palette.ground)
        draw.rounded_rectangle((300, 246 + row * 40, 540 - row * 60, 264 + row * 40), 9, fill=palette.deep)


PAINTERS: dict[str, Callable[[Draw, Palette, Random], None]] = {
    painter.__name__: painter
    for painter in (
        dish,
        plov,
        dumplings,
        sweets,
        bread,
        jam,
        cake,
        mountains,
        horses,
        town,
        apricots,
        house,
        yurt,
        screen,
        logo,
        lens,
        tongues,
    )
}
