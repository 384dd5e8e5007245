"""What the matrix asks of an agreement: its pages and verbs, and who gets past the door of each."""

SHARE = {"aizada", "begimai"}  # "trusted" is a guest

PAGES = {
    "{id}/agreement/": SHARE,
    "{id}/agreement/now/": SHARE,
    "{id}/agreement/new/": SHARE,
    "{id}/agreement/{agreement}/": SHARE,
}
POSTS = {
    "{id}/agreement/new/": (SHARE, {"kind": "equal", "holder": "{aizada}", "among": "{aizada},{begimai}", "key": "{key}"}),
    "{id}/agreement/{agreement}/consent/": (SHARE, {}),
}
