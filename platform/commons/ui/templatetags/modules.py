"""`{% load modules %}`: a script, and word ahead of all that it imports."""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

IMPORT = re.compile(r"""^import\b[^"']*["'](\.[^"']+)["']""", re.MULTILINE)


@register.simple_tag
def module(name: str) -> SafeString:
    """The script as a module. All that it imports, however deep, is asked for with it: on a slow line each step of the way would
    cost a round trip. What imports what is read once from the static files."""
    links = format_html_join("", '<link rel="modulepreload" href="{}">\n', ((static(found),) for found in imports_of(name)))
    return format_html('{}<script type="module" src="{}"></script>', links, static(name))


@cache
def imports_of(name: str) -> tuple[str, ...]:
    """The names of the modules that this one imports, directly or not, nearest first. Raises LookupError for one that isn't there."""
    wanted = [name]
    for importer in wanted:
        path = finders.find(importer)
        if path is None:
            raise LookupError(f"There is no static file {importer}.")
        found = [normpath(join(dirname(importer), address)) for address in IMPORT.findall(Path(path).read_text())]
        wanted += [one for one in dict.fromkeys(found) if one not in wanted]
    return tuple(wanted[1:])
