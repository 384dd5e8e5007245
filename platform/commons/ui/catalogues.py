"""What the project says and how it is translated: found by reading the source, kept in each app's .po, compiled to .mo.

Neither needs gettext's programs. A message is told apart by its context, its singular and its plural.
"""

import ast
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.apps import AppConfig, apps
from django.conf import settings
from django.utils.translation.template import templatize

PLURAL_FORMS = {
    "ky": "nplurals=1; plural=0;",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "uz_Cyrl": "nplurals=1; plural=0;",
}

_ARGUMENTS = {"gettext": ("id",), "ngettext": ("id", "plural"), "pgettext": ("context", "id"), "npgettext": ("context", "id", "plural")}
_CALL_IN_TEMPLATE = re.compile(r"(?:^|\s)(_|n?p?gettext)\(")


class Message(NamedTuple):
    """One thing the project says. An empty context or plural means it has none."""

    context: str
    id: str
    plural: str


def our_apps() -> list[AppConfig]:
    """The apps of this project, in the order of INSTALLED_APPS."""
    return [app for app in apps.get_app_configs() if _is_ours(Path(app.path))]


def compile_catalogues() -> list[Path]:
    """Write the .mo beside every .po that is newer than it. Returns those written."""
    folders = [*(Path(app.path) / "locale" for app in our_apps()), *map(Path, settings.LOCALE_PATHS)]
    stale = [po for folder in folders for po in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_stale(po)]
    for po in stale:
        fresh = po.with_suffix(f".{os.getpid()}")
        polib.pofile(str(po)).save_as_mofile(str(fresh))
        fresh.replace(po.with_suffix(".mo"))  # at once: another process may be reading it
    return stale


def extract(app: AppConfig, locale: str) -> tuple[int, int]:
    """Bring the app's .po of that locale level with its source. Returns how many messages came and how many went.

    A message that another app has translated brings its translation along.
    """
    said = messages_of(app)
    path = Path(app.path) / "locale" / locale / "LC_MESSAGES" / "django.po"
    if not said and not path.exists():
        return 0, 0
    catalogue = polib.pofile(str(path), wrapwidth=100) if path.exists() else _new_catalogue(locale)
    kept = {key(entry): entry for entry in catalogue if key(entry) in said}
    came = [message for message in said if message not in kept]
    gone = len(catalogue) - len(kept)
    if came or gone:
        known = _translated_elsewhere(locale)
        catalogue[:] = [*kept.values(), *(_entry(message, known.get(message)) for message in came)]
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
    return len(came), gone


def messages_of(app: AppConfig) -> dict[Message, None]:
    """Every message in the app's Python and templates, in the order of files and lines."""
    root = Path(app.path)
    found: dict[Message, None] = {}
    for path in sorted([*root.rglob("*.py"), *root.glob("templates/**/*.html"), *root.glob("templates/**/*.txt")]):
        found |= messages_in(path)
    return found


def messages_in(path: Path) -> dict[Message, None]:
    """Every message in one file of Python, or in one template."""
    return dict.fromkeys(_messages(_calls_in_python(path) if path.suffix == ".py" else _calls_in_template(path)))


def key(entry: polib.POEntry) -> Message:
    """The message that an entry of a catalogue translates."""
    return Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def _new_catalogue(locale: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[locale],
    }
    return catalogue


def _translated_elsewhere(locale: str) -> dict[Message, polib.POEntry]:
    catalogues = (Path(app.path) / "locale" / locale / "LC_MESSAGES" / "django.po" for app in our_apps())
    entries = (entry for path in catalogues if path.exists() for entry in polib.pofile(str(path)))
    return {key(entry): entry for entry in entries if entry.translated()}


def _entry(message: Message, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.id, msgctxt=message.context or None, msgid_plural=message.plural)
    if known:
        entry.msgstr, entry.msgstr_plural = known.msgstr, dict(known.msgstr_plural)
    return entry


def _calls_in_python(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))


def _calls_in_template(path: Path) -> Iterator[ast.Call]:
    text = templatize(path.read_text(encoding="utf-8"), origin=str(path)).replace("\n", " ")
    for match in _CALL_IN_TEMPLATE.finditer(text):
        yield _shortest_call(text[match.start(1) :])


def _shortest_call(text: str) -> ast.Call:
    for bracket in re.finditer(r"\)", text):
        try:
            call = ast.parse(text[: bracket.end()], mode="eval").body
        except SyntaxError:
            continue  # that bracket stood inside the message
        if isinstance(call, ast.Call):
            return call
    raise ValueError(f"not a call that ends: {text[:80]}")


def _messages(calls: Iterable[ast.Call]) -> Iterator[Message]:
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        roles = _ARGUMENTS.get("gettext" if name == "_" else name.removesuffix("_lazy").removesuffix("_noop"))
        if roles and (given := _constants(call, len(roles))):
            said = dict(zip(roles, given, strict=True))
            yield Message(said.get("context", ""), said["id"], said.get("plural", ""))


def _constants(call: ast.Call, count: int) -> list[str]:
    values = [argument.value for argument in call.args[:count] if isinstance(argument, ast.Constant)]
    texts = [value for value in values if isinstance(value, str) and value]
    return texts if len(texts) == count else []
