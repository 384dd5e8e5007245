"""What a stranger sees first is this app's; what there is to see of the others, they add."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Section:
    template: str
    context: Callable[[HttpRequest], dict[str, object] | None]
    order: int
    head: str


_sections: dict[str, Section] = {}


def landing_section(template: str, context: Callable[[HttpRequest], dict[str, object] | None], order: int = 0, head: str = "") -> None:
    """Show `template` on the landing page with what `context(request)` gives; nothing where it gives None.

    `head` is a template of what it needs in the page's head.
    """
    _sections[template] = Section(template, context, order, head)


def heads() -> list[str]:
    """The templates of what the sections need in the page's head."""
    return [section.head for section in _sections.values() if section.head]


def sections(request: HttpRequest) -> list[str]:
    """The sections, rendered, in their order."""
    ordered = sorted(_sections.values(), key=lambda section: section.order)
    given = ((section.template, section.context(request)) for section in ordered)
    return [render_to_string(template, context, request) for template, context in given if context is not None]
