import re
from collections.abc import Callable, Iterator, Mapping
from posixpath import dirname, join, normpath
from re import Match
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

PACKAGES = ("admin/", "django_htmx/")
IMPORT = re.compile(r'^@import url\("([\w./-]+)"\);$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed files, imports between JavaScript modules rewritten to the hashed names, and stylesheets
    with what they import put in its place: one file to fetch where there are many to read."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Mapping[str, tuple[Storage, str]], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        whole = InMemoryStorage()
        for name in [] if dry_run else paths:
            if name.endswith(".css") and not name.startswith(PACKAGES) and IMPORT.search(self._read(name, paths)):
                whole.save(name, ContentFile(self._gather(name, paths).encode()))
                paths = {**paths, name: (whole, name)}
        yield from super().post_process(paths, dry_run, **options)

    def url_converter(self, name: str, hashed_files: dict[str, str], template: str | None = None) -> Callable[[Match[str]], str]:
        """As Django's; scripts of packages stay as they are, since a comment in one of htmx's names a file that isn't there."""
        if name.endswith(".js") and name.startswith(PACKAGES):
            return lambda match: match[0]
        converter: Any = super().url_converter(name, hashed_files, template)
        return converter

    def _gather(self, name: str, paths: Mapping[str, tuple[Storage, str]]) -> str:
        text = COMMENT.sub("", self._read(name, paths))
        return IMPORT.sub(lambda match: self._gather(normpath(join(dirname(name), match[1])), paths), text)

    def _read(self, name: str, paths: Mapping[str, tuple[Storage, str]]) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            text: str = file.read().decode()
        return text
