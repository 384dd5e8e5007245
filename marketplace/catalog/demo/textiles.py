"""Pictures for the demonstration village: textiles, drawn by number, so that it looks alive without anyone's photographs."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from commons.media.pictures import PreparedPicture, prepare_picture

from . import places, scenes
from .paint import HEIGHT, PALETTES, WIDTH, Palette, horn, lens

Draw = ImageDraw.ImageDraw


@cache
def drawn(name: str, variant: int) -> PreparedPicture:
    """The picture of that name; another `variant` has other colours and places."""
    chance = Random(f"{name} {variant}")  # noqa: S311  a picture, not a secret
    palette = PALETTES[(variant + len(name)) % len(PALETTES)]
    image = Image.new("RGB", (WIDTH, HEIGHT), palette.ground)
    PAINTERS[name](ImageDraw.Draw(image), palette, chance)
    out = BytesIO()
    image.save(out, "PNG", compress_level=1)
    return prepare_picture(SimpleUploadedFile("drawn.png", out.getvalue()))


def atlas(draw: Draw, palette: Palette, chance: Random) -> None:
    """Ikat: lenses in columns, their edges frayed."""
    for column in range(-1, 9):
        x = column * 96 + (column % 2) * 12
        draw.rectangle((x, 0, x + 48, HEIGHT), fill=palette.deep if column % 2 else palette.strong)
        for row in range(-1, 5):
            y = row * 150 + (column % 2) * 75
            for ring, colour in enumerate((palette.pale, palette.bright, palette.deep, palette.pale)):
                lens(draw, x + 24, y + 75, 44 - ring * 11, 72 - ring * 17, colour, chance)


def silk(draw: Draw, palette: Palette, chance: Random) -> None:
    """Folds of cloth that run into one another."""
    colours = (palette.strong, palette.deep, palette.bright, palette.strong)
    for fold in range(16):
        left = fold * 52 - 80
        bow = chance.randrange(30, 90)
        points = [(left + bow * (step / 8) ** 2 * (1 if fold % 2 else -1), step * HEIGHT / 8) for step in range(9)]
        draw.polygon([*points, *((x + 58, y) for x, y in reversed(points))], fill=colours[fold % 4])
        draw.line(points, fill=palette.pale, width=2)


def stripes(draw: Draw, palette: Palette, chance: Random) -> None:
    """Slanting bands, as on a curtain."""
    place = -HEIGHT
    while place < WIDTH:
        wide = chance.choice((10, 16, 28, 44))
        colour = chance.choice((palette.strong, palette.deep, palette.bright, palette.pale))
        draw.polygon([(place, HEIGHT), (place + wide, HEIGHT), (place + wide + HEIGHT, 0), (place + HEIGHT, 0)], fill=colour)
        place += wide + 8


def checks(draw: Draw, palette: Palette, chance: Random) -> None:
    """Tartan, as for school."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.deep)
    for place in range(0, WIDTH, 80):
        draw.rectangle((place, 0, place + 34, HEIGHT), fill=palette.strong)
        draw.rectangle((place + 52, 0, place + 56, HEIGHT), fill=palette.pale)
    for place in range(0, HEIGHT, 80):
        for across in range(0, WIDTH, 8):
            draw.line((across, place + 34, across + 4, place), fill=palette.pale, width=2)
        draw.rectangle((0, place + 52, WIDTH, place + 56), fill=palette.bright)


def velvet(draw: Draw, palette: Palette, chance: Random) -> None:
    """Dark cloth with an embroidered edge."""
    for row in range(HEIGHT):
        draw.line((0, row, WIDTH, row), fill=palette.mixed(palette.deep, palette.strong, row / HEIGHT))
    for place in range(0, WIDTH, 80):
        horn(draw, place + 40, HEIGHT - 80, 34, palette.bright, 8)
    draw.rectangle((0, HEIGHT - 24, WIDTH, HEIGHT - 12), fill=palette.bright)


def dots(draw: Draw, palette: Palette, chance: Random) -> None:
    """Small flowers, as for children."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.pale)
    for row in range(7):
        for column in range(9):
            x, y = column * 76 + (row % 2) * 38, row * 74 + chance.randrange(-6, 6)
            colour = chance.choice((palette.strong, palette.bright, palette.deep))
            for dx, dy in ((-11, 0), (11, 0), (0, -11), (0, 11)):
                draw.ellipse((x + dx - 10, y + dy - 10, x + dx + 10, y + dy + 10), fill=colour)
            draw.ellipse((x - 7, y - 7, x + 7, y + 7), fill=palette.ground)


def shyrdak(draw: Draw, palette: Palette, chance: Random) -> None:
    """Felt: diamonds with ram's horns in them, and a border."""
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=palette.strong)
    draw.rectangle((22, 22, WIDTH - 22, HEIGHT - 22), fill=palette.pale)
    for row in range(2):
        for column in range(3):
            x, y = 128 + column * 192, 136 + row * 208
            fill, mark = (palette.deep, palette.bright) if (row + column) % 2 else (palette.strong, palette.pale)
            draw.polygon([(x, y - 104), (x + 96, y), (x, y + 104), (x - 96, y)], fill=fill)
            horn(draw, x, y - 8, 36, mark, 11)
            horn(draw, x, y + 20, 36, mark, 11, upside_down=True)


def felt(draw: Draw, palette: Palette, chance: Random) -> None:
    """Rings of pressed wool, a little crooked."""
    for ring, colour in enumerate((palette.deep, palette.bright, palette.strong, palette.pale, palette.deep)):
        r = 210 - ring * 42
        x, y = WIDTH // 2 + chance.randrange(-8, 8), HEIGHT // 2 + chance.randrange(-8, 8)
        draw.ellipse((x - r * 1.25, y - r, x + r * 1.25, y + r), fill=colour)
    for _ in range(900):
        x, y = chance.randrange(WIDTH), chance.randrange(HEIGHT)
        draw.line((x, y, x + chance.randrange(-9, 9), y + chance.randrange(-9, 9)), fill=palette.ground, width=1)


def patchwork(draw: Draw, palette: Palette, chance: Random) -> None:
    """Triangles sewn together."""
    colours = (palette.strong, palette.deep, palette.bright, palette.pale, palette.ground)
    for row in range(6):
        for column in range(8):
            x, y = column * 80, row * 80
            one, other = chance.sample(colours, 2)
            draw.polygon([(x, y), (x + 80, y), (x, y + 80)], fill=one)
            draw.polygon([(x + 80, y), (x + 80, y + 80), (x, y + 80)], fill=other)


PAINTERS: dict[str, Callable[[Draw, Palette, Random], None]] = (
    {painter.__name__: painter for painter in (atlas, silk, stripes, checks, velvet, dots, shyrdak, felt, patchwork)}
    | scenes.PAINTERS
    | places.PAINTERS
)
