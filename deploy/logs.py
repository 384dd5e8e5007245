"""Logs hold no words and no tokens."""

import logging
import re
import traceback
from types import TracebackType

SECRET_PARTS = re.compile(r"(/[ig]/|/mail/|/room/|/certificates/|[?&](?:code|key|token|lastEventId)=)[^\s/&\"']+", re.IGNORECASE)


class WithoutTokens(logging.Filter):
    """Blanks the codes of invitations, private links, rooms and certificates, and keys, in addresses before a line is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = SECRET_PARTS.sub(r"\1…", record.getMessage())
        record.args = None
        return True


class InOneLine(logging.Filter):
    """What was refused, or came in wrong, is no failure of ours: it gets its line, and no trace of the way there."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True


class WithoutWords(logging.Formatter):
    """Tells of an exception where it happened and of which type it is; its text may quote what somebody wrote."""

    def formatException(self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]) -> str:
        told, seen = [], set[int]()
        error = ei[1]
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            told.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        return "\nafter\n".join(told)
