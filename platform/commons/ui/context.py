from django.http import HttpRequest

from . import bar
from .saving import saves_data


def shell(request: HttpRequest) -> dict[str, object]:
    """`{{ shell }}` for base.html: the way back after choosing a language, whether this phone saves data, and her bar; a customer's stands
    on the pages that are for them."""
    path = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        offered = bar.items_for_customers(request.path)
        return {"shell": {"path": path, "saves": saves_data(request), "bar": offered, "current": bar.current(request.path, offered)}}
    return {"shell": {"path": path, "saves": saves_data(request), "bar": bar.items(), "current": bar.current(request.path)}}
