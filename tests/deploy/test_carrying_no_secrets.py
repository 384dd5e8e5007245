"""The image is made of the whole tree: what is secret, and what belongs to one machine, stays out of it and of git."""

from fnmatch import fnmatch
from pathlib import PurePath

import pytest

from tests.servers.environment import ROOT

SECRET = ["var/secret_key", "var/birge.sqlite3", "var/birge.sqlite3-wal", "deploy/.env"]


def rules(file: str) -> list[str]:
    lines = (ROOT / file).read_text().splitlines()
    return [line.rstrip("/") for line in lines if line and not line.startswith("#")]


def kept_out(path: str) -> bool:
    """Whether .dockerignore names it or a folder it lies in; `**/` is any folder, or none."""
    above = [PurePath(path), *PurePath(path).parents][:-1]
    names = [(one.name, rule[3:]) if rule.startswith("**/") else (str(one), rule) for one in above for rule in rules(".dockerignore")]
    return any(fnmatch(name, rule) for name, rule in names)


@pytest.mark.parametrize("path", [*SECRET, ".git/config", ".venv/bin/python"])
def test_no_image_carries_it(path):
    assert kept_out(path)


@pytest.mark.parametrize("rule", rules(".gitignore"))
def test_what_git_leaves_out_the_image_leaves_out_too(rule):
    assert kept_out(f"__pycache__/{rule}" if rule == "*.pyc" else rule)


@pytest.mark.parametrize("path", SECRET)
def test_git_takes_no_secret(path):
    assert any(fnmatch(one, rule) for one in PurePath(path).parts for rule in rules(".gitignore"))


@pytest.mark.parametrize(
    "path", ["requirements.txt", "manage.py", "deploy/bin/serve", "platform/commons/ui/locale/ky/LC_MESSAGES/django.po"]
)
def test_the_image_has_what_it_runs_on(path):
    assert not kept_out(path)
