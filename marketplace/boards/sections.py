"""What other apps have to say on a venture's page, to those who are in it: each adds a section in its AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .may import Role
from .models import Venture

Context = Callable[[HttpRequest, Venture, Role], dict[str, object] | None]


@dataclass(frozen=True)
class Section:
    template: str
    context: Context


_sections: dict[str, Section] = {}


def section_of_venture(template: str, context: Context) -> None:
    """Show `template` below whose turn it is with what `context(request, venture, role)` gives; nothing where it gives None."""
    _sections[template] = Section(template, context)


def sections_of(request: HttpRequest, venture: Venture, role: Role | None) -> list[SafeString]:
    """The sections, rendered; none for who only looks at it from without."""
    if role is None:
        return []
    given = ((section.template, section.context(request, venture, role)) for section in _sections.values())
    return [render_to_string(template, context, request) for template, context in given if context is not None]
