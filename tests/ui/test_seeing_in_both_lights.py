import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parent.parent.parent / "platform/commons/ui/static/ui/css/tokens.css"
BODY, TEXT, BOUND = 7.0, 4.5, 3.0
PAIRS = [
    ("ink", "ground", BODY),
    ("ink", "surface", BODY),
    ("ink", "mine", BODY),
    ("ink-soft", "ground", BODY),
    ("ink-soft", "sunken", TEXT),
    ("ink-soft", "act-tint", TEXT),
    ("link", "ground", TEXT),
    ("link", "mine", TEXT),
    ("act", "ground", TEXT),
    ("act", "surface", TEXT),
    ("act", "act-tint", TEXT),
    ("on-act", "act", TEXT),
    ("on-act", "act-press", TEXT),
    ("on-brand", "brand", BODY),
    ("good", "good-tint", TEXT),
    ("wait", "wait-tint", TEXT),
    ("edge", "surface", BOUND),
    ("edge", "ground", BOUND),
]


def lights() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    token = re.compile(r"--([\w-]+): (#\w+|var\(--[\w-]+\))")
    return {"light": dict(token.findall(light)), "dark": dict(token.findall(light)) | dict(token.findall(dark))}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "wanted"), PAIRS)
def test_what_is_written_can_be_read(light: str, front: str, back: str, wanted: float) -> None:
    tokens = lights()[light]

    def colour(name: str) -> str:
        value = tokens[name]
        return colour(value[6:-1]) if value.startswith("var") else value

    assert contrast(colour(front), colour(back)) >= wanted
