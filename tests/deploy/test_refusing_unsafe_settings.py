"""Production refuses to start on a default that isn't safe, and says which."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.servers.environment import NOT_OURS, ROOT

SAFE = {"ORIGIN": "https://birge.example", "HOSTS": "birge.example"}
SHOW = "from django.conf import settings as s; print(s.SECRET_KEY, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.DEBUG)"


def start(data, **variables: str) -> subprocess.CompletedProcess[str]:
    """Read the settings as a fresh process would, with these variables alone."""
    ours = (*NOT_OURS, "DEMO", "DATABASE_URL", "REDIS_URL")
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    environment = {**inherited, "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "deploy.settings", **variables}
    return subprocess.run([sys.executable, "-c", SHOW], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "ORIGIN"),
        ({"ORIGIN": "https://birge.example"}, "HOSTS"),
        ({**SAFE, "ORIGIN": "http://birge.example"}, "ORIGIN"),
        ({**SAFE, "HOSTS": "*"}, "HOSTS"),
        ({**SAFE, "SECRET_KEY": "changeme"}, "SECRET_KEY"),
        ({**SAFE, "SECRET_KEY": "django-insecure-" + "x" * 50}, "SECRET_KEY"),
        ({**SAFE, "SECRET_KEY": "x" * 60}, "SECRET_KEY"),
        ({**SAFE, "REDIS_URL": "redis://localhost:1/0"}, "REDIS_URL"),
        ({**SAFE, "DATABASE_URL": "postgresql://birge:change-me@database/birge"}, "DATABASE_URL"),
    ],
    ids=lambda value: " ".join(f"{k}={v[:24]}" for k, v in value.items()) or "nothing set" if isinstance(value, dict) else value,
)
def test_production_refuses(tmp_path, variables, named):
    refused = start(tmp_path, **variables)
    assert refused.returncode != 0
    last = refused.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert named in last


def test_production_starts_safely(tmp_path):
    started = start(tmp_path, **SAFE)
    assert started.returncode == 0, started.stderr
    key, secure, hsts, debug = started.stdout.split()
    assert (len(key) >= 50, secure, int(hsts) >= 31_536_000, debug) == (True, "True", True, "False")


@pytest.mark.parametrize("variables", [{"DEMO": "1"}, {"DEBUG": "1"}])
def test_a_demonstration_needs_nothing(tmp_path, variables):
    assert start(tmp_path, **variables).returncode == 0


def test_the_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    with ThreadPoolExecutor(3) as pool:  # processes that start at the same moment
        started = list(pool.map(lambda _: start(tmp_path, **SAFE), range(3)))
    assert {each.returncode for each in started} == {0}
    assert len({each.stdout for each in started}) == 1
    kept = tmp_path / "secret_key"
    assert started[0].stdout.split()[0] == kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
