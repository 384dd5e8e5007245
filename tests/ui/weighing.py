"""What a page weighs on the wire, in bytes as served to a browser that takes brotli and gzip; heads are counted too."""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from django.test import Client

ACCEPT = {"accept-encoding": "gzip, deflate, br"}
LINKED = re.compile(r'<(?:link[^>]+rel="(?:stylesheet|icon|modulepreload)"[^>]*href|script[^>]+src)="([^"]+)"')
DRAWN = re.compile(r"""(?:<img[^>]+src="|url\(["']?)([^"')]+)""")
PHOTO = re.compile(r"\.(?:webp|avif|jpe?g|png)$|^data:|^#")  # the budget leaves photos out; the others are in what is weighed already
UNSCRIPTED = re.compile("<noscript>.*?</noscript>")  # asked for by browsers without scripts alone
KEPT = re.compile(r"const KEPT = \[(.*?)\]")
WORKER = "/service-worker.js"
IMPORTED = re.compile(r"""import\s*(?:[\w{}*,\s]+?from\s*)?["'](\.[^"']+)["']""")


@dataclass
class Weight:
    html: int
    css: int
    js: int
    other: int
    asked: set[str]

    @property
    def total(self) -> int:
        return self.html + self.css + self.js + self.other


def weigh(browser: Client, path: str) -> Weight:
    """The first view of the page at `path`: what its markup, sheets and scripts ask for, then its service worker and what that keeps."""
    page = browser.get(path)
    assert page.status_code == 200, path
    markup = UNSCRIPTED.sub("", page.content.decode())
    weight = Weight(html=_size(browser, path), css=0, js=0, other=0, asked={path})
    wanted = list(dict.fromkeys(LINKED.findall(markup) + drawn(path, markup)))
    for address in wanted:
        text = fetch(browser, address)
        _add(weight, browser, address)
        found = imports(address, text) if address.endswith(".js") else drawn(address, text)
        wanted += [one for one in dict.fromkeys(found) if one not in wanted]
        if f'register("{WORKER}")' in text:
            wanted += [one for one in kept(browser) if one.startswith("/static/") and one not in wanted]
            for one in (WORKER, *(one for one in kept(browser) if not one.startswith("/static/"))):
                _add(weight, browser, one)
    return weight


def imports(address: str, script: str) -> list[str]:
    """The addresses of the modules that the script at `address` imports."""
    return [normpath(join(dirname(address), found)) for found in IMPORTED.findall(script)]


def drawn(address: str, text: str) -> list[str]:
    """The addresses of the pictures and fonts that a page, a sheet or a drawing at `address` asks for, but of no photo."""
    return [normpath(join(dirname(address), found)) for found in DRAWN.findall(text) if not PHOTO.search(found)]


def kept(browser: Client) -> list[str]:
    """What the service worker fetches when it is installed."""
    [addresses] = KEPT.findall(browser.get(WORKER).content.decode())
    return re.findall(r'"([^"]+)"', addresses)


def fetch(browser: Client, address: str) -> str:
    """The text of a static file, which a phone fetches once and for ever."""
    response = browser.get(address)
    assert response.status_code == 200, address
    assert "immutable" in response.headers["Cache-Control"], f"{address} is fetched again at each visit"
    return b"".join(response).decode(errors="replace")


def _add(weight: Weight, browser: Client, address: str) -> None:
    weight.asked.add(address)
    kind = {"css": "css", "js": "js"}.get(address.rpartition(".")[2], "other")
    setattr(weight, kind, getattr(weight, kind) + _size(browser, address))


def _size(browser: Client, address: str) -> int:
    response = browser.get(address, headers=ACCEPT)
    assert response.status_code == 200, address
    head = sum(len(name) + len(value) + 4 for name, value in response.headers.items())
    return head + len(b"".join(response))
