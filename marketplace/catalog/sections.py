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


_above: dict[str, Section] = {}
_below: dict[str, Section] = {}


def section_above(template: str, context: Context) -> None:
    """Show `template` under the name of a shop with what `context(request, shop, None)` gives; nothing where it gives None."""
    _above[template] = Section(template, context)


def section_below(template: str, context: Context) -> None:
    """Show `template` below with what `context(request, shop, listing)` gives; nothing where it gives None. A shop has no listing."""
    _below[template] = Section(template, context)


def sections_above(request: HttpRequest, shop: Shop) -> list[SafeString]:
    """The sections above, rendered."""
    return _rendered(_above, request, shop, None)


def sections_below(request: HttpRequest, shop: Shop, listing: Listing | None = None) -> list[SafeString]:
    """The sections below, rendered."""
    return _rendered(_below, request, shop, listing)


def _rendered(sections: dict[str, Section], request: HttpRequest, shop: Shop, listing: Listing | None) -> list[SafeString]:
    given = ((section.template, section.context(request, shop, listing)) for section in sections.values())
    return [render_to_string(template, context, request) for template, context in given if context is not None]
