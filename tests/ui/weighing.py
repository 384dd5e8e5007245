"""What a page weighs on the wire, in bytes as served to a browser that takes brotli and gzip; heads are counted too."""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from django.test import Client

ACCEPT = {"accept-encoding": "gzip, deflate, br"}
LINKED = re.compile(r'<(?:link[^>]+rel="(?:stylesheet|icon|modulepreload)"[^>]*href|script[^>]+src)="([^"]+)"')
IMPORTED = re.compile(r"""import\s*(?:[\w{}*,\s]+?from\s*)?["'](\.[^"']+)["']""")


@dataclass
class Weight:
    html: int
    css: int
    js: int
    other: int

    @property
    def total(self) -> int:
        return self.html + self.css + self.js + self.other


def weigh(browser: Client, path: str) -> Weight:
    """The first view of the page at `path`, with all that its markup and its scripts ask for."""
    page = browser.get(path)
    assert page.status_code == 200, path
    weight = Weight(html=_size(browser, path), css=0, js=0, other=0)
    wanted = list(dict.fromkeys(LINKED.findall(page.content.decode())))
    for address in wanted:
        kind = {"css": "css", "js": "js"}.get(address.rpartition(".")[2], "other")
        setattr(weight, kind, getattr(weight, kind) + _size(browser, address))
        if kind == "js":
            wanted += [found for found in imports(address, fetch(browser, address)) if found not in wanted]
    return weight


def imports(address: str, script: str) -> list[str]:
    """The addresses of the modules that the script at `address` imports."""
    return [normpath(join(dirname(address), found)) for found in IMPORTED.findall(script)]


def fetch(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, address
    assert "immutable" in response.headers["Cache-Control"], f"{address} is fetched again at each visit"
    return b"".join(response).decode()


def _size(browser: Client, address: str) -> int:
    response = browser.get(address, headers=ACCEPT)
    head = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
    return head + len(b"".join(response))
