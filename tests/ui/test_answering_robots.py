"""What asks for the same address in every house: search engines, and browsers that look for an icon."""

from urllib.robotparser import RobotFileParser

import pytest

pytestmark = pytest.mark.django_db


def test_search_engines_read_the_public_pages_alone(stranger):
    answer = stranger.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-2:] == ["Allow: /static/", "Disallow: /"]
    robots = RobotFileParser()
    robots.parse(lines)
    assert robots.can_fetch("anyone", "/static/ui/css/shell.css")
    for public in ("/market/", "/market/services/ABCD2345/", "/market/shops/ABCD2345/", "/media/pictures/abc/320.webp"):
        assert robots.can_fetch("anyone", public)
    for closed in ("/members/7/", "/chats/", "/i/ABCD2345", "/sign-in/", "/market/orders/7/", "/market/mine/", "/market/favourites/"):
        assert not robots.can_fetch("anyone", closed)


def test_the_icon_is_found_where_it_is_looked_for(stranger):
    answer = stranger.get("/favicon.ico")
    assert answer.status_code == 302
    assert stranger.get(answer["Location"])["Content-Type"] == "image/svg+xml"
