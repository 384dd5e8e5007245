"""Run a command beside a real PostgreSQL and Redis, and end both whatever happens: `python -m tests.servers pytest -m both_databases`.

DATABASE_URL and REDIS_URL of the environment take precedence over servers started here.
"""

import os
import signal
import subprocess
import sys

from . import stores


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with stores.both() as variables:
        child = subprocess.Popen(command, env={**os.environ, **variables})
        try:
            return child.wait()
        except (KeyboardInterrupt, SystemExit):
            child.terminate()
            child.wait()
            raise


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(given[1:] if given[:1] == ["--"] else given))
