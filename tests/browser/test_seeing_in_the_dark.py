"""The look at pages itself: what is pale in the dark alone is found, and so is what is pale in the light."""

import pytest

from .looking import grave

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="ky"><title>Салам</title><style>
main { color: #000; background: #fff; transition: color 9s }
@media (prefers-color-scheme: LIGHT) { main { color: #aaa } }
@media (prefers-reduced-motion: reduce) { main { transition: none } }
</style><main><h1>Салам</h1><p>Кийиз жасоо</p></main>"""


@pytest.mark.parametrize("light", ["light", "dark"])
def test_what_is_pale_in_one_light_alone_is_found(browser, light):
    page = browser.new_page()
    page.set_content(PAGE.replace("LIGHT", light))
    found = grave(page)
    page.close()
    assert found
    assert all("color-contrast" in line for line in found)
    assert all(line.startswith("in the dark") == (light == "dark") for line in found)
