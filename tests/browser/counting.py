"""Taps and screens, as the browser itself counts them."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

# in the page, before its own scripts: none of them can keep a tap from being counted
COUNT = """
addEventListener("pointerdown", (event) => { if (event.isTrusted) window.tellTap(location.pathname); }, {capture: true});
"""


class Counted:
    """What a browser counts from now on: where fingers touched it, which pages it showed."""

    def __init__(self, page: Page) -> None:
        self.touched: list[str] = []
        self.screens: list[str] = []
        page.context.expose_function("tellTap", lambda path: self.touched.append(path))
        page.context.add_init_script(COUNT)
        page.on("framenavigated", lambda frame: self.screens.append(urlsplit(frame.url).path))
