from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .reading import epoch as current_epoch


def epoch(request: HttpRequest) -> dict[str, object]:
    """`{{ epoch }}` for the pages that carry it; no query where a page doesn't."""
    return {"epoch": SimpleLazyObject(current_epoch)}
