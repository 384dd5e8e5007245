"""Every page of people, for every standing: what opens, what doesn't."""

from collections import defaultdict

import pytest
from django.db import transaction
from django.urls import get_resolver

from commons.people.actions import block, make_invitation
from tests.standings import MEMBERS, VOUCHED

pytestmark = pytest.mark.django_db

INVITERS = {"trusted", "ambassador", "coordinator", "elsewhere"}
OF_OSH = INVITERS - {"elsewhere"}
CAREFUL = {"coordinator", "staff"}

# page → who gets it with 200; a stranger is led to the sign-in, a suspended member finds the page that says so
PAGES = {
    "me/": MEMBERS,
    "me/edit/": MEMBERS,
    "me/words/": MEMBERS,
    "me/blocked/": MEMBERS,
    "members/": VOUCHED,
    "members/{bermet}/": VOUCHED,
    "members/{bermet}/block/": VOUCHED,
    "members/{coordinator}/": VOUCHED - {"coordinator"} | {"invited"},
    "members/{asked}/": OF_OSH | {"staff"},
    "members/{suspended}/": CAREFUL,
    "members/{aizada}/": VOUCHED - {"blocked"},
    "invitations/": INVITERS,
    "invitations/{made}/": {"coordinator"},
    "invitations/{made}/now/": {"coordinator"},
}
POSTS = {
    "members/{invited}/vouch/": OF_OSH,
    "members/{bermet}/standing/": CAREFUL,
    "members/{bermet}/roles/": CAREFUL,
    "members/{bermet}/suspension/": CAREFUL,
    "members/{bermet}/block/": VOUCHED,
    "me/words/later/": MEMBERS,
    "invitations/": INVITERS,
    "invitations/{made}/renewal/": {"coordinator"},
    "invitations/{made}/removal/": {"coordinator"},
    "sign-out/everywhere/": MEMBERS | {"suspended"},
}
SENT = {"standing": "trusted", "kind": "link", "on": "1"}
OPEN_TO_ALL = {
    "i/",
    "i/<str:code>",
    "i/<str:code>/",
    "i/<str:code>/name/",
    "g/<str:code>",
    "g/<str:code>/",
    "g/closing/",
    "sign-in/",
    "sign-out/",
}


@pytest.fixture
def village(cast, make_member):
    """The ids of everyone by name."""
    ids = {who: member.pk for who, member in cast.items() if member}
    made = make_invitation(cast["coordinator"], "link").pk
    return {**ids, "bermet": make_member("Бермет").pk, "made": made}


def is_let_in(answer) -> bool:
    led_away = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
    assert led_away or answer.status_code in (200, 302, 403, 404), answer.status_code
    return answer.status_code in (200, 302) and not led_away


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_to_those_it_is_for(page, village, browsers):
    answers = {who: browser.get("/" + page.format(**village)) for who, browser in browsers.items() if page != f"members/{{{who}}}/"}
    assert {who for who, answer in answers.items() if is_let_in(answer)} == PAGES[page] & answers.keys()  # her own is Me
    for who, answer in answers.items():
        piece = answer.headers.get("X-Robots-Tag", "") if page.endswith("/now/") else ""  # it has no head of its own
        assert "noindex" in answer.content.decode() + piece or answer.status_code == 302, who


@pytest.mark.parametrize("page", POSTS)
def test_a_deed_is_done_by_those_who_may(page, village, browsers):
    sent = SENT | ({"kind": "ambassador"} if "roles" in page else {})
    let_in = set()
    for who, browser in browsers.items():
        if page == f"members/{{{who}}}/vouch/":
            continue  # nobody for herself
        with transaction.atomic():
            let_in |= {who} if is_let_in(browser.post("/" + page.format(**village), sent)) else set()
            transaction.set_rollback(True)
    assert let_in == POSTS[page]


def test_every_page_is_in_a_list():
    routes = {str(route.pattern) for route in get_resolver("commons.people.urls").url_patterns}
    listed = {page.format_map(defaultdict(lambda: "<id:member_id>", made="<id:invitation_id>")) for page in PAGES | POSTS}
    assert routes == listed | OPEN_TO_ALL


def test_her_own_page_is_me(aizada, signed_in):
    assert signed_in(aizada).get(f"/members/{aizada.pk}/")["Location"] == "/me/"


def test_the_suspended_find_whom_to_ask_everywhere_and_may_leave(suspended, coordinator, signed_in):
    hers = signed_in(suspended)
    for address in ("/", "/me/", "/members/", "/chats/", "/admin/"):
        answer = hers.get(address)
        assert answer.status_code == 403
        assert coordinator.name in answer.content.decode()
        assert "page--railed" not in answer.content.decode()
    assert hers.get("/me/", headers={"Accept": "application/json"}).json()["code"] == "forbidden"
    assert hers.post("/sign-out/").status_code == 302


def test_the_suspended_find_nobody_there_whom_they_dont_meet(suspended, coordinator, make_member, signed_in):
    other = make_member("Роза", standing="trusted", roles=("coordinator",))
    block(coordinator, suspended)
    page = signed_in(suspended).get("/me/").content.decode()
    assert other.name in page
    assert coordinator.name not in page
    block(suspended, other)
    assert other.name not in signed_in(suspended).get("/me/").content.decode()


def test_only_a_coordinator_reads_that_someone_is_under_18(under_18, coordinator, aizada, signed_in):
    def reads_it(viewer) -> bool:
        browser = signed_in(viewer)
        browser.cookies["django_language"] = "en"
        return "Under 18" in browser.get(f"/members/{under_18.pk}/").content.decode()

    assert reads_it(coordinator)
    assert not reads_it(aizada)


def test_the_staffs_pages_open_in_the_admin_without_a_code(make_member, signed_in, invite):
    invitation = invite()
    hers = signed_in(make_member("Анара", is_staff=True, is_superuser=True))
    for address in (
        "",
        "people/member/",
        "people/lab/",
        "people/craft/",
        "people/invitation/",
        f"people/invitation/{invitation.pk}/change/",
    ):
        answer = hers.get(f"/admin/{address}")
        assert answer.status_code == 200
        assert invitation.code not in answer.content.decode()
        assert invitation.seed not in answer.content.decode()
