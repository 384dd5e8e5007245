"""In which languages pages are looked at, and what is wrong with a page to axe, to a finger and to the eye."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LANGUAGES = ("ky", "ru", "uz-cyrl", "en")
DYED = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}  # what is otherwise where colours are
GRAVE = ("serious", "critical")
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((it) => it.checkVisibility() && getComputedStyle(it).display !== "inline" && !it.matches(".page__skip, [type=hidden]"))
  .map((it) => [it.outerHTML.slice(0, 80),
    ((it.matches("[type=radio], [type=checkbox]") && it.labels[0]) || it).getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 44 || box.width < 44)).map(([what]) => what)"""
# a button whose words have so little room that they stand in a column
SQUEEZED = """[...document.querySelectorAll('.button')].filter(one => one.offsetHeight > one.offsetWidth && one.offsetWidth > 1)
    .map(one => one.innerText)"""


def grave(page: Page) -> list[str]:
    """What axe finds serious, one line each; in Kyrgyz also what in the dark, where only the colours are others: they know no language."""
    found = _lines(Axe().run(page, options={"resultTypes": ["violations"]}).response)
    if page.locator("html").get_attribute("lang") != "ky":
        return found
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour is on its way to another
    found += [f"in the dark, {line}" for line in _lines(page.evaluate("options => axe.run(options)", DYED))]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found


def _lines(response: dict[str, Any]) -> list[str]:
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in response["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]
