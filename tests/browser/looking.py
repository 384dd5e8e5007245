"""In which languages and lights pages are looked at, and what is wrong with a page to axe, to a finger and to the eye."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOOKS = [("ky", "light"), ("ky", "dark"), ("ru", "light"), ("uz-cyrl", "light"), ("en", "light")]
GRAVE = ("serious", "critical")
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((it) => it.checkVisibility() && getComputedStyle(it).display !== "inline" && !it.matches(".page__skip, [type=hidden]"))
  .map((it) => [it.outerHTML.slice(0, 80), it.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 44 || box.width < 44)).map(([what]) => what)"""
# a button whose words have so little room that they stand in a column
SQUEEZED = """[...document.querySelectorAll('.button')].filter(one => one.offsetHeight > one.offsetWidth && one.offsetWidth > 1)
    .map(one => one.innerText)"""


def grave(page: Page) -> list[str]:
    """What axe finds serious, one line each."""
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in Axe().run(page).response["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]
