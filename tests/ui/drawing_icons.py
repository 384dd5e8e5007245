"""The icons that phones want as pictures, drawn from icon.svg: `python -m tests.ui.drawing_icons` after changing it."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.servers.browser import launch_options

HERE = Path(__file__).parents[2] / "platform/commons/ui/static/ui"
CORNERS = 'rx="18"'  # a phone cuts a maskable icon itself, and iOS every icon
PICTURES = {
    "icon-192.png": (192, True, 1),
    "icon-512.png": (512, True, 1),
    "icon-maskable.png": (512, False, 0.8),
    "icon-touch.png": (180, False, 0.9),
}


def draw() -> None:
    """Each at its size in pixels: with its round corners or full, the sign as large as the safe zone lets it."""
    source = (HERE / "icon.svg").read_text()
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(**launch_options()).new_page()
        for name, (side, is_round, scale) in PICTURES.items():
            drawn = source if is_round else source.replace(CORNERS, "")
            if scale < 1:
                moved = 32 * (1 - scale)
                drawn = drawn.replace('<g transform="', f'<g transform="translate({moved:g} {moved:g}) scale({scale:g}) ')
            page.set_viewport_size({"width": side, "height": side})
            page.set_content(f"<style>*{{margin:0}}svg{{display:block;width:{side}px}}</style>{drawn}")
            page.screenshot(path=HERE / name, omit_background=True)
            Image.open(HERE / name).quantize(32, method=Image.Quantize.FASTOCTREE).save(HERE / name, optimize=True)


if __name__ == "__main__":
    draw()
