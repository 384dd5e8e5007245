from django.http import HttpRequest

from . import bar


def shell(request: HttpRequest) -> dict[str, object]:
    """`{{ shell }}` for base.html: the way back after choosing a language, and for a member her bar and where on it she is."""
    path = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": {"path": path}}
    return {"shell": {"path": path, "bar": bar.items(), "current": bar.current(request.path)}}
