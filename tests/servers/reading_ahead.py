"""Imported by the nursery alone: all that a server reads before it listens, and for its first pages. No loop and no connection."""

import gc
import sys
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver
from django.utils import translation

django.setup()
for read in ("deploy.serving", "deploy.urls", "twisted.internet.asyncioreactor", "daphne.http_protocol"):
    import_module(read)
for language, _ in settings.LANGUAGES:
    with translation.override(language):
        translation.gettext("")
        get_resolver()._populate()
for folder in map(Path, get_app_template_dirs("templates")):
    if folder.is_relative_to(settings.BASE_DIR) and "site-packages" not in folder.parts:
        for file in folder.rglob("*.html"):
            get_template(str(file.relative_to(folder)))
assert "twisted.internet.reactor" not in sys.modules, "each server makes its own"
gc.collect()
gc.freeze()  # none of the servers walks through all of this when it starts, which would copy it, too
