import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from .weighing import fetch, imports

if TYPE_CHECKING:
    from commons.ui.storage import HashedStatic

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = [ROOT / "platform", ROOT / "chat", ROOT / "deploy"]
TEMPLATES = sorted(path for folder in OURS for path in folder.rglob("templates/**/*.html"))
SHEETS = sorted(path for folder in OURS for path in folder.rglob("static/**/*.css"))
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*="),
    "an inline stylesheet": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")"),
    "an inline handler": re.compile(r"\son[a-z]+\s*="),
    "another origin": re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//"),
}


def built() -> "HashedStatic":
    storage: HashedStatic = staticfiles_storage  # type: ignore[assignment]  # a lazy object of it
    return storage


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_holds_nothing_that_the_content_security_policy_forbids(path: Path) -> None:
    text = re.sub(r"{[%#].*?[%#]}", "", path.read_text(), flags=re.DOTALL)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_rule_lies_in_a_layer(path: Path) -> None:
    bare = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert all(line.startswith(("@layer", "@import", " ", "}")) or not line for line in bare.splitlines())


def test_every_import_of_a_built_script_leads_to_a_file_kept_for_ever() -> None:
    browser = Client()
    scripts = [name for name in built().hashed_files if name.endswith(".js") and not name.startswith("admin/")]
    assert scripts
    for name in scripts:
        address = built().url(name)
        for imported in imports(address, fetch(browser, address)):
            assert re.search(r"\.[0-9a-f]{12}\.js$", imported), f"{name} imports {imported}, which isn't hashed"
            fetch(browser, imported)


def test_the_shell_is_one_file_to_fetch() -> None:
    sheet = (Path(settings.STATIC_ROOT) / built().stored_name("ui/css/shell.css")).read_text()
    assert "@import" not in sheet
    assert sheet.startswith("@layer reset, base, components, modules, utilities;")
    for block in (ROOT / "platform/commons/ui/static/ui/css/blocks").glob("*.css"):
        assert re.sub(r"/\*.*?\*/\n?", "", block.read_text(), flags=re.DOTALL).strip() in sheet, f"shell.css lacks {block.name}"
