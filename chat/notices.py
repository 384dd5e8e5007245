"""What people are told of the chats while they are away; never who wrote, nor what."""

from django.utils.translation import gettext_lazy as _

from commons.notify.kinds import notice_group, notice_kind

NEUTRAL = _("A new message")

notice_group("chat", _("Chats"))
WRITTEN = notice_kind("chat-written", _("Someone has written to you"), NEUTRAL, message=_("I have written to you. Read it here:"))
ANSWERED = notice_kind("chat-answered", _("Someone has answered you"), NEUTRAL)
