"""Files: `DATA_DIR/media/ab/abKEY.320.webp`, on the disk before their rows are committed, gone after theirs are."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from django.conf import settings


def write(key: str, contents: Mapping[str, bytes]) -> None:
    """Keep these, by name, under the key; when it returns, a power cut doesn't take them any more."""
    folder = folder_of(key)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        with (folder / f"{key}.{name}").open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def read(key: str, name: str) -> bytes:
    """One of them. Raises FileNotFoundError."""
    return (folder_of(key) / f"{key}.{name}").read_bytes()


def remove(keys: Iterable[str]) -> None:
    """All that is kept under these keys."""
    for key in keys:
        for path in folder_of(key).glob(f"{key}.*"):
            path.unlink(missing_ok=True)


def older_than(seconds: float) -> Iterator[set[str]]:
    """The keys under which something lies that was written longer ago, a folder at a time."""
    before = time.time() - seconds
    for folder in sorted(root().iterdir()) if root().is_dir() else ():
        if keys := {path.name.partition(".")[0] for path in folder.iterdir() if path.stat().st_mtime < before}:
            yield keys


def folder_of(key: str) -> Path:
    return root() / key[:2]


def root() -> Path:
    return Path(settings.MEDIA_ROOT)
