"""The plan of the house, read from its imports: floors, and nothing sideways. Holds what no reviewer would see."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APPS = [folder for folder in ("chat", "marketplace", "events") if (ROOT / folder).is_dir()]
ORDER = ["journal", "people", "realtime", "media", "notify"]  # inside commons each leans on those before it alone
MARKET = ["catalog", "orders", "boards", "ledger"]  # and inside the marketplace
BESIDE = {"media": "notify", "notify": "media"}
NOT_SOURCES = ("var", "node_modules", "migrations", "__pycache__")
LONGEST = 300


def files(*endings: str) -> list[Path]:
    """The sources of the house, without the environment and what is generated."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in NOT_SOURCES)
        found += [Path(folder, name) for name in sorted(names) if name.rpartition(".")[2] in endings]
    return found


def imported(path: Path) -> Iterator[str]:
    """The absolute names of all modules that a file imports, also inside functions."""
    package = module_of(path).split(".")[: None if path.name == "__init__.py" else -1]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
            name = (base + (node.module or "")).strip(".")
            yield from (f"{name}.{alias.name}" for alias in node.names)


def module_of(path: Path) -> str:
    inside = path.relative_to(ROOT).with_suffix("")
    parts = inside.parts[1:] if inside.parts[0] == "platform" else inside.parts
    return ".".join(parts).removesuffix(".__init__")


def forbidden(module: str) -> set[str]:
    """The beginnings of what a module may not import."""
    top, _, rest = module.partition(".")
    if top in ("deploy", "tests", "manage") or module == "commons.testing":
        return set()
    part = rest.partition(".")[0]
    if top != "commons":
        above = {f"marketplace.{name}" for name in MARKET[MARKET.index(part) + 1 :]} if top == "marketplace" and part else set()
        return {"deploy", "tests", "commons.testing", *APPS} - {top} | above
    above = {f"commons.{name}" for name in ORDER[ORDER.index(part) + 1 :]} if part in ORDER else {f"commons.{name}" for name in ORDER}
    beside = {f"commons.{BESIDE[part]}"} if part in BESIDE else set()
    to_ui = {"commons.ui"} if part == "journal" else set()  # pages register on its bar; it leans on none
    return {"deploy", "tests", "commons.testing", *APPS} | above | beside | to_ui


@pytest.mark.parametrize("path", files("py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_floor_leans_on_those_below_alone(path: Path) -> None:
    module = module_of(path)
    wrong = [name for name in imported(path) for start in forbidden(module) if f"{name}.".startswith(f"{start}.")]
    assert not wrong, f"{module} imports {wrong}"


def test_the_plain_folder_platform_is_no_package() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_every_fact_that_is_listened_to_or_presented_is_declared() -> None:
    from commons.journal import facts, listening, presenting

    assert set(listening._by_fact) | set(presenting._presenters) <= set(facts.DECLARED)


def test_every_kind_of_stream_that_is_listened_to_has_a_door() -> None:
    from commons.journal import listening
    from commons.realtime import doors

    assert {kind for kind in listening._by_kind if not kind.startswith("tests.")} <= set(doors._doors)


def test_every_fact_says_what_it_means_and_whose_it_is() -> None:
    from commons.journal.facts import DECLARED

    for name, fact in DECLARED.items():
        app = fact.__module__.removeprefix("commons.").split(".")[0]
        assert re.fullmatch(rf"{app}\.\w+\.\w+", name), f"{name} is declared in {fact.__module__}"
        assert fact.__doc__, f"{name} isn't documented where it is declared"
        assert not fact.__doc__.startswith(f"{fact.__name__}("), f"{name} isn't documented where it is declared"


def test_only_actions_record_and_they_open_one_kind_of_transaction() -> None:
    for path in files("py"):
        module = module_of(path)
        if module.startswith(("tests.", "commons.journal.")):
            continue
        calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
        if ".actions" not in module:
            assert not calls & {"record", "journal.record", "writing.record"}, f"{module} records, and is no action"
        if ".demo." not in module:  # a village is filled whole or not at all
            assert not calls & {"transaction.atomic", "transaction.commit"}, f"{module} opens a transaction beside journal.atomic()"


def test_no_file_is_longer_than_a_reader_likes() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files("py", "js", "css", "html")
        if (lines := len(path.read_text().splitlines())) > LONGEST
    }
    assert not long


def test_no_template_has_a_style_or_a_script_within() -> None:
    inline = re.compile(
        r"<style|\sstyle=|\son\w+=[\"']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*type=\"(?:application/ld\+json|importmap)\")"
    )
    assert not {str(path.relative_to(ROOT)) for path in files("html") if inline.search(path.read_text())}


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_migration_carries_all_that_it_runs() -> None:
    """What it does in a database must not change with the code of today; it may name what a column has as default or check."""
    lent = re.compile(r"\.models\b|\.codes$|\.names$")
    for path in sorted(ROOT.glob("*/**/migrations/0*.py")):
        borrowed = {name for name in imported(path) if name.startswith(("commons.", "chat.", "marketplace.")) and not lent.search(name)}
        assert not borrowed, f"{path.relative_to(ROOT)} runs {sorted(borrowed)}"


def test_who_locks_a_row_lets_others_refer_to_it():
    """Else one holds the row and waits for a stream, another holds the stream and waits, at her commit, for the row that hers refers to."""
    locks = [
        (path, call)
        for path in files("py")
        if "tests" not in path.parts
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "select_for_update"
    ]
    assert locks
    for path, call in locks:
        assert {"no_key", "skip_locked"} & {word.arg for word in call.keywords}, f"{path}:{call.lineno}"
