"""The ASGI application that Daphne and uvicorn serve."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")

from django.core.asgi import get_asgi_application

application = get_asgi_application()
