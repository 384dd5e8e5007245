"""The tag that names what a module imports."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines
from django.test import override_settings

from commons.ui.templatetags.modules import imports_of

ROOMS = '{% load modules %}{% module "chat/js/rooms.js" %}'


def test_what_is_imported_by_what_it_imports_is_named_too_and_once():
    named = imports_of("chat/js/rooms.js")
    assert {"chat/js/room-list.js", "chat/js/windows.js", "ui/js/realtime/watch.js"} <= set(named)
    assert len(set(named)) == len(named)
    assert "chat/js/rooms.js" not in named


@pytest.mark.parametrize(("debug", "name"), [(False, r"/static/[\w/-]+\.[0-9a-f]{12}\.js"), (True, r"/static/[\w/-]+\.js")])
def test_the_names_are_those_under_which_the_imports_ask(debug, name):
    with override_settings(DEBUG=debug):
        said = engines["django"].from_string(ROOMS).render()
    *ahead, script = said.splitlines()
    assert len(ahead) == len(imports_of("chat/js/rooms.js"))
    assert all(re.fullmatch(f'<link rel="modulepreload" href="{name}">', link) for link in ahead)
    assert re.fullmatch(f'<script type="module" src="{name}"></script>', script)
    assert staticfiles_storage.url("chat/js/rooms.js") in said or debug


def test_a_module_that_is_not_there_fails_at_once():
    with pytest.raises(LookupError, match="nowhere"):
        imports_of("chat/js/nowhere.js")
