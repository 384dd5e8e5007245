"""A real Chromium, found where this machine has one."""

import os
import shutil
import subprocess
import sys
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = ["disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage"]
HEARS = "use-fake-device-for-media-stream"  # a microphone that beeps; whether a page may use it, each test says
HOW = "Browser tests need Chromium: `apt-get install chromium`, or CHROME=/path/to/chrome, or `playwright install chromium`."


def launch_options() -> dict[str, Any]:
    """How Playwright starts the browser of this machine. Raises RuntimeError that says what to install where there is none."""
    options: dict[str, Any] = {"args": ["--no-sandbox", *(f"--{word}" for word in [*QUIET, HEARS])]}
    given = os.environ.get("CHROME") or next(filter(None, map(shutil.which, NAMES)), None)
    if given:
        return {**options, "executable_path": given}
    try:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True, capture_output=True, timeout=300)
    except (subprocess.SubprocessError, OSError) as error:
        raise RuntimeError(HOW) from error
    return options
