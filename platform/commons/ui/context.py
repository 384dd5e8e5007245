from django.http import HttpRequest

from . import bar


def shell(request: HttpRequest) -> dict[str, object]:
    """`{{ shell }}` for base.html: the items of the bar, and which of them she is in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": {"path": request.get_full_path()}}
    return {"shell": {"items": bar.items(), "current": bar.current(request.path), "path": request.get_full_path()}}
