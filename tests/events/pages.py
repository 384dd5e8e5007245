"""How a page is read in tests of events."""

import re


def said(answer):
    """The words of a page, without its markup."""
    words = re.sub(r"<script.*?</script>", "", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words)).replace("&#x27;", "'")


def hidden(answer, name):
    """What a form brings along unseen; None where it doesn't."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', answer.content.decode())
    return found and found.group(1)
