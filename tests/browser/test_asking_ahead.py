"""On a slow line no module waits for the one that imports it: the page asks for all of them at once, and for no other."""

import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINK = re.compile(r'<link rel="modulepreload" href="([^"]+)">\n?')
SCRIPT = re.compile(r'<script type="module" src="([^"]+)">')


@pytest.mark.parametrize("path", ["/", "/chats/", "/chats/{room}/", "/me/", "/offline/"])
def test_every_module_asked_for_ahead_is_one_that_is_imported_and_the_other_way_round(served, window, network, aizada, invited, path):
    member = {"/": None, "/me/": invited}.get(path, aizada)
    page = window(member, served)
    address = path.format(room=network.pk)
    html = page.request.get(address).text()
    page.route(served.url + address, lambda route: route.fulfill(body=LINK.sub("", html), content_type="text/html; charset=utf-8"))
    imported = set()
    page.on("request", lambda request: imported.add(request.url.removeprefix(served.url)))
    page.goto(address, wait_until="networkidle")
    ahead = {*LINK.findall(html), *SCRIPT.findall(html)}
    assert ahead
    assert ahead == {name for name in imported if name.startswith("/static/") and name.endswith(".js")}
