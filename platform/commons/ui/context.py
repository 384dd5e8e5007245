from functools import partial

from django.http import HttpRequest

from . import bar
from .saving import saves_data
from .top import top_items


def shell(request: HttpRequest) -> dict[str, object]:
    """`{{ shell }}` for base.html: the way back after choosing a language, whether this phone saves data, what stands at the top, and her
    bar; a customer's stands on the pages that are for them."""
    user = getattr(request, "user", None)
    is_member = user is not None and user.is_authenticated
    offered = bar.items() if is_member else bar.items_for_customers(request.path)
    return {
        "shell": {
            "path": request.get_full_path() if request.method in ("GET", "HEAD") else "",
            "saves": saves_data(request),
            "top": partial(top_items, request) if is_member else (),
            "bar": offered,
            "current": bar.current(request.path, offered),
        }
    }
