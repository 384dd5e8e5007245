SECRET_KEY = "for the bench alone"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["daphne", "django_eventstream"]
ROOT_URLCONF = "tests.bench.eventstream.urls"
ASGI_APPLICATION = "tests.bench.eventstream.asgi.application"
