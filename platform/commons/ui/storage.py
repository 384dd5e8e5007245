import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from .scripts import without_remarks

PACKAGES = ("admin/",)
IMPORT = re.compile(r'^@import url\("([\w./-]+)"\);$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed files, imports between JavaScript modules rewritten to the hashed names and remarks left out, and
    stylesheets with what they import put in its place: one file to fetch where there are many to read."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: Mapping[str, tuple[Storage, str]], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        whole = InMemoryStorage()
        for name in [] if dry_run else paths:
            if name.startswith(PACKAGES) or not name.endswith((".css", ".js")):
                continue
            text = self._read(name, paths)
            if name.endswith(".js"):
                whole.save(name, ContentFile(without_remarks(text).encode()))
            elif IMPORT.search(text):
                whole.save(name, ContentFile(self._gather(name, paths).encode()))
            else:
                continue
            paths = {**paths, name: (whole, name)}
        yield from super().post_process(paths, dry_run, **options)

    def _gather(self, name: str, paths: Mapping[str, tuple[Storage, str]]) -> str:
        text = COMMENT.sub("", self._read(name, paths))
        return IMPORT.sub(lambda match: self._gather(normpath(join(dirname(name), match[1])), paths), text)

    def _read(self, name: str, paths: Mapping[str, tuple[Storage, str]]) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            text: str = file.read().decode()
        return text
