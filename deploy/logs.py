"""Logs hold no words and no tokens."""

import logging
import re

SECRET_PARTS = re.compile(r"(/i/|[?&](?:code|key|token|lastEventId)=)[^\s/&\"']+", re.IGNORECASE)


class WithoutTokens(logging.Filter):
    """Blanks invitation codes and keys in addresses before a line is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = SECRET_PARTS.sub(r"\1…", record.getMessage())
        record.args = None
        return True
