"""One consumer a socket; what one says goes through the channel layer to every consumer of the room."""

import json
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer


class RoomConsumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        self.group = "room_" + self.scope["url_route"]["kwargs"]["room"]
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        said = json.loads(text_data or "")
        await self.channel_layer.group_send(self.group, {"type": "room.said", "key": said["key"], "message": said["message"]})

    async def room_said(self, event: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps({"key": event["key"], "message": event["message"]}))
