"""What other apps have to say on the pages of a shop and of a service: each adds a section in its AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from .models import Listing, Shop

Context = Callable[[HttpRequest, Shop, Listing | None], dict[str, object] | None]


@dataclass(frozen=True)
class Section:
    template: str
    context: Context
    order: int


_sections: dict[str, Section] = {}


def section_below(template: str, context: Context, order: int = 0) -> None:
    """Show `template` below with what `context(request, shop, listing)` gives; nothing where it gives None. A shop has no listing."""
    _sections[template] = Section(template, context, order)


def sections_below(request: HttpRequest, shop: Shop, listing: Listing | None = None) -> list[SafeString]:
    """The sections, rendered, in their order."""
    ordered = sorted(_sections.values(), key=lambda section: section.order)
    given = ((section.template, section.context(request, shop, listing)) for section in ordered)
    return [render_to_string(template, context, request) for template, context in given if context is not None]
