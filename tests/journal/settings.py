"""The product's settings with the tests' listeners beside its own."""

from deploy.settings import *  # noqa: F403
from deploy.settings import INSTALLED_APPS as PRODUCT

INSTALLED_APPS = [*PRODUCT, "tests.journal.app.Happenings"]
