"""What the matrix asks of a venture's money: its pages and verbs, and who gets past the door of each."""

SHARE = {"aizada", "begimai"}  # "trusted" is a guest

PAGES = {
    "{id}/money/": SHARE,
    "{id}/money/now/": SHARE,
    "{id}/money/costs/": SHARE,
    "{id}/money/payouts/": SHARE,
    "{id}/money/handovers/": SHARE,
    "{id}/money/paybacks/": SHARE,
    "{id}/money/statement/": SHARE,
    "{id}/money/statement/sheet/": SHARE,
    "{id}/money/statement.csv": SHARE,
    "{id}/money/postings/{posting}/denial/": {"aizada"},  # begimai wrote it
    "{id}/money/postings/{posting}/reversal/": SHARE,
}
POSTS = {
    "{id}/money/costs/": (SHARE, {"amount": "100", "words": "Жип", "source": "own", "key": "{key}"}),
    "{id}/money/payouts/": (SHARE, {"amount": "1", "to": "{aizada}", "key": "{key}"}),
    "{id}/money/handovers/": (SHARE, {"amount": "1", "to": "{aizada}", "key": "{key}"}),
    "{id}/money/paybacks/": (SHARE, {"amount": "1", "giver": "{begimai}", "to": "{aizada}", "key": "{key}"}),
    "{id}/money/postings/{posting}/renewal/": (set(), {"key": "{key}"}),  # it is no sale
    "{id}/money/postings/{posting}/confirmation/": ({"aizada"}, {}),
    "{id}/money/postings/{posting}/denial/": ({"aizada"}, {}),
    "{id}/money/postings/{posting}/reversal/": (SHARE, {"key": "{key}"}),
}
