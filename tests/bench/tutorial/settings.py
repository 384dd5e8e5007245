import os

SECRET_KEY = "for the bench alone"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["daphne", "channels"]
ASGI_APPLICATION = "tests.bench.tutorial.asgi.application"
# redis-py's own timeout would cut its blocking reads short
CHANNEL = {"address": os.environ["REDIS_URL"], "socket_timeout": None}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [CHANNEL]}}}
