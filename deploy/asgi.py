"""The ASGI application that Daphne and uvicorn serve."""

import os
from importlib import import_module

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
pages = get_asgi_application()  # from here on the apps can be imported
application = import_module("deploy.serving").assemble(pages)
