"""An answer on a page that no script has touched: with what it answers, and without once it is removed."""

from uuid import uuid4

import pytest

from chat.actions import remove_message
from chat.models import Message
from commons.people.models import Block

pytestmark = pytest.mark.django_db

QUOTE = '<a class="quote" href="/chats/{room}/messages/{asked}/"><b>Бегимай</b>Ким келет?</a>'


@pytest.fixture
def answer(aizada, begimai, network, say):
    return say(aizada, network, "Мен келем", reply_to=say(begimai, network, "Ким келет?"))


def test_the_page_of_an_answer_shows_what_it_answers(aizada, network, answer, signed_in):
    page = signed_in(aizada).get(f"/chats/{network.pk}/messages/{answer.pk}/").content.decode()
    assert QUOTE.format(room=network.pk, asked=answer.reply_to_id) in page


def test_the_page_of_an_answer_quotes_nothing_of_whom_she_does_not_meet(aizada, begimai, trusted, network, answer, signed_in):
    Block.objects.create(by=trusted, member=begimai)
    page = signed_in(trusted).get(f"/chats/{network.pk}/messages/{answer.pk}/").content.decode()
    assert "Мен келем" in page
    assert "Ким келет?" not in page
    assert 'class="quote"' not in page


def test_a_removed_answer_answers_nothing(aizada, network, answer, signed_in):
    remove_message(aizada, network.pk, answer.pk, uuid4())
    for address in (f"/chats/{network.pk}/", f"/chats/{network.pk}/messages/{answer.pk}/"):
        page = signed_in(aizada).get(address).content.decode()
        assert f'id="m-{answer.pk}"' in page
        assert 'class="quote"' not in page
        assert f'data-reply="{answer.reply_to_id}"' not in page


@pytest.mark.parametrize("given", ["abc", "-1", "1.5", "²"])
def test_an_answer_to_what_is_no_message_is_refused(aizada, network, signed_in, given):
    form = {"key": str(uuid4()), "body": "Салам", "reply_to": given}
    answer = signed_in(aizada).post(f"/chats/{network.pk}/messages/", form, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert not Message.objects.exists()
