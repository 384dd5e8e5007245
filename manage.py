#!/usr/bin/env python
"""Django's command line, with the roof's settings."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    from django.core.management import execute_from_command_line

    import deploy  # lays platform/ on the import path

    assert deploy
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
