"""What the matrix asks of a board: its pages and verbs, and who gets past the door of each."""

from tests.standings import EVERYONE

INSIDE = {"aizada", "begimai", "trusted"}
WORK = {"aizada", "begimai"}  # "trusted" is a guest

PAGES = {
    "public/{code}/": EVERYONE - {"suspended"},
    "{id}/board/": INSIDE,
    "{id}/board/all/": INSIDE,
    "{id}/columns/": WORK,
    "{id}/columns/{column}/": INSIDE,
    "{id}/archive/": INSIDE,
    "{id}/cards/{card}/": INSIDE,
    "{id}/cards/{card}/now/": INSIDE,
    "{id}/cards/{card}/tile/": INSIDE,
}
POSTS = {
    "messages/": (INSIDE, {"room": "{room}", "message": "{message}", "venture": "{id}"}),
    "{id}/board/moves/": (WORK, {"move": "{card}.1.next"}),
    "{id}/columns/": (WORK, {"title": "Кийин"}),
    "{id}/columns/{first}/cards/": (INSIDE, {"title": "Кездеме", "key": "{key}"}),
    "{id}/columns/{column}/name/": (WORK, {"title": "Азыр"}),
    "{id}/columns/{column}/place/": (WORK, {"to": "1"}),
    "{id}/columns/{column}/removal/": (WORK, {}),
    "{id}/cards/{card}/": (WORK, {"title": "Кездеме", "version": "1"}),
    "{id}/cards/{card}/archive/": (WORK, {"version": "1"}),
    "{id}/cards/{card}/items/": (WORK, {"item": "Жип"}),
    "{id}/cards/{card}/items/{item}/": (WORK, {"done": "1"}),
    "{id}/cards/{card}/women/": (WORK, {"on": "{begimai}"}),
    "{id}/cards/{card}/pictures/": (WORK, {"pictures": ""}),
    "{id}/cards/{card}/pictures/1/removal/": (WORK, {}),
    "{id}/cards/{card}/voice/": (WORK, {"gone": "1"}),
    "{id}/cards/{card}/comments/": (WORK, {"words": "Макул", "key": "{key}"}),
    "{id}/cards/{card}/comments/{comment}/removal/": ({"aizada"}, {}),
}
