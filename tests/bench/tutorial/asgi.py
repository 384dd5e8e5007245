from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application
from django.urls import path

from .consumer import RoomConsumer

rooms = URLRouter([path("ws/chat/<slug:room>/", RoomConsumer.as_asgi())])
application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": rooms})
