"""What a fact is: a frozen dataclass in the past tense, declared once under the name it has everywhere."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar

DECLARED: dict[str, type["Fact"]] = {}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened. A subclass names itself and adds ids and small enumerations:

    class MessagePosted(Fact, name="chat.message.posted"): …
    """

    stream: str
    actor: str | None

    name: ClassVar[str]

    def __init_subclass__(cls, *, name: str) -> None:
        if name in DECLARED:
            raise TypeError(f"{name} is declared twice")
        cls.name = name
        DECLARED[name] = cls

    @property
    def data(self) -> dict[str, Any]:
        """Its own fields, those that are None left out."""
        own = (field.name for field in fields(self) if field.name not in ("stream", "actor"))
        return {key: value for key in own if (value := getattr(self, key)) is not None}
