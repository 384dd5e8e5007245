"""Scripts as phones fetch them: what explains them to people stays here."""

import re

REMARK = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)


def without_remarks(script: str) -> str:
    """Without comments that have lines of their own; a few hundred bytes of every page, once compressed."""
    return REMARK.sub("", script)
