from django.http import HttpRequest

from . import bar
from .saving import saves_data


def shell(request: HttpRequest) -> dict[str, object]:
    """`{{ shell }}` for base.html: the way back after choosing a language, whether this phone saves data, and a member's bar."""
    path = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": {"path": path, "saves": saves_data(request)}}
    return {"shell": {"path": path, "saves": saves_data(request), "bar": bar.items(), "current": bar.current(request.path)}}
