from .notices import Notice
from .preferences import Preferences
from .pushes import PushSubscription
from .sending import ToSend

__all__ = ["Notice", "Preferences", "PushSubscription", "ToSend"]
