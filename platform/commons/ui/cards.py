"""A page's card, as a picture for who is sent its link: 1200 by 630 points, in our look. A few lines of words, drawn by the server."""

from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN = 1200, 630, 80
ROOM = WIDTH - 2 * MARGIN
FELT, WALNUT, SOFT, MADDER = "#faf6ef", "#2e211b", "#5f4b3e", "#a3262a"  # as tokens.css names them
FONTS = Path(__file__).parent / "fonts"
TITLE_SIZES, MOST_LINES = (88, 76, 64, 54), 3
COLOURS = 48  # in the file: what is flat needs no more
KEPT = 64  # pictures in memory, some 30 kB each

# The ram's horn, on 45 by 28 points: curves as four points each, then the cord below.
HORN = (
    ((22.5, 27), (22.5, 23), (22.5, 18), (22.5, 14)),
    ((22.5, 14), (22.5, 5), (9.5, 1), (5.5, 8)),
    ((5.5, 8), (2.5, 14), (9.5, 19), (13.5, 15)),
    ((13.5, 15), (16.5, 12), (13.5, 8), (10.5, 10)),
)
CORD, HORN_WIDTH, SCALE, FINER = 3.4, 45, 2.4, 3


@lru_cache(maxsize=KEPT)
def card_of(brand: str, kind: str, title: str, lines: tuple[str, ...]) -> bytes:
    """A PNG: whose it is and of what kind, its title, and below it the lines, the first of them large."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), FELT)
    picture.paste(MADDER, (0, 0, WIDTH, 14))
    strip = _strip()
    picture.paste(MADDER, (0, HEIGHT - strip.height - 28), strip)
    draw = ImageDraw.Draw(picture)
    small = _font("Bold", 36)
    draw.text((WIDTH - MARGIN, 62), brand, MADDER, small, anchor="ra")
    draw.text((MARGIN, 62), _shortened(kind, small, WIDTH - 3 * MARGIN - small.getlength(brand)), MADDER, small)
    words, font = _fitted(title)
    y = 122
    for line in words:
        draw.text((MARGIN, y), line, WALNUT, font)
        y += round(font.size * 1.22)
    y = max(y + 24, 330)
    for place, line in enumerate(lines):
        font = _font("Regular", 36) if place else _font("Bold", 46)
        draw.text((MARGIN, y), _shortened(line, font), SOFT if place else WALNUT, font)
        y += round(font.size * 1.4)
    out = BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _fitted(title: str) -> tuple[list[str], ImageFont.FreeTypeFont]:
    """The title on as few lines as hold it, in the largest letters that do; the last line is cut where nothing helps."""
    for size in TITLE_SIZES:
        font = _font("Bold", size)
        lines = _broken(title, font)
        if len(lines) <= 2 and all(font.getlength(line) <= ROOM for line in lines):
            return lines, font
    whole, rest = lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])
    return [_shortened(line, font) for line in (*whole, rest) if line], font


def _broken(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= ROOM:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _shortened(line: str, font: ImageFont.FreeTypeFont, room: float = ROOM) -> str:
    if font.getlength(line) <= room:
        return line
    while line and font.getlength(f"{line}…") > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"NotoSans-{weight}.ttf", size)


@cache
def _strip() -> Image.Image:
    """The horns side by side over the whole width, as a mask."""
    by = SCALE * FINER
    mask = Image.new("L", (WIDTH * FINER, round(29 * by)), 0)
    draw = ImageDraw.Draw(mask)
    for number in range(-1, round(WIDTH / HORN_WIDTH / SCALE) + 2):
        for curve in HORN:
            for mirrored in (False, True):
                _stroke(draw, [(HORN_WIDTH * (number + mirrored) + (-x if mirrored else x), y) for x, y in _points(curve)], by)
    draw.line([(0, 27 * by), (WIDTH * FINER, 27 * by)], 255, round(CORD * by))
    return mask.resize((WIDTH, mask.height // FINER), Image.Resampling.LANCZOS)


def _points(curve: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """Along a cubic curve."""
    found = []
    for step in range(25):
        t, r = step / 24, 1 - step / 24
        weights = (r**3, 3 * r * r * t, 3 * r * t * t, t**3)
        x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
        found.append((x, y))
    return found


def _stroke(draw: ImageDraw.ImageDraw, points: list[tuple[float, float]], by: float) -> None:
    """With round ends."""
    radius = CORD * by / 2
    scaled = [(x * by, y * by) for x, y in points]
    draw.line(scaled, 255, round(CORD * by), joint="curve")
    for x, y in (scaled[0], scaled[-1]):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
