"""Putting it better, and taking it back: the words are nowhere afterwards."""

from uuid import uuid4

import pytest
from django.apps import apps

from chat.actions import edit_message, react, remove_message
from chat.models import Message, Reaction
from commons.people.models import Block

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def everything_written() -> str:
    """Every value of every table, as text."""
    models = apps.get_models(include_auto_created=True)
    values = [str(value) for model in models for row in model._base_manager.values_list() for value in row]
    return "\n".join(values)


def test_her_own_words_can_be_put_better(aizada, network, say, frames):
    said = say(aizada, network, "Жаңылыш")
    edit_message(aizada, network.pk, said.pk, uuid4(), "Туура")
    posted, edited = frames(network)
    assert edited["fact"] == "chat.message.edited"
    assert edited["data"]["key"] == str(said.key)
    assert "Туура" in edited["data"]["html"]
    assert posted["data"]["html"] == edited["data"]["html"]
    assert "Жаңылыш" not in everything_written()


def test_anothers_words_cannot_be_touched(aizada, begimai, coordinator, network, say, code):
    said = say(aizada, network, "Меники")
    assert code(edit_message, begimai, network.pk, said.pk, uuid4(), "Эми меники") == "forbidden"
    assert code(edit_message, coordinator, network.pk, said.pk, uuid4(), "Тартип") == "forbidden"
    assert code(remove_message, begimai, network.pk, said.pk, uuid4()) == "forbidden"
    assert Message.objects.get(pk=said.pk).body == "Меники"


def test_removed_words_are_in_no_table(aizada, begimai, network, say, frames):
    said = say(aizada, network, "сыр-айтпа-эчкимге")
    edit_message(aizada, network.pk, said.pk, uuid4(), "сыр-айтпа-эчкимге, сураныч")
    react(begimai, network.pk, said.pk, uuid4(), "🌸", True)
    say(begimai, network, "Макул", reply_to=said)
    assert "сыр-айтпа" in everything_written()

    remove_message(aizada, network.pk, said.pk, uuid4())

    assert "сыр-айтпа" not in everything_written()
    assert "сыр-айтпа" not in str(frames(network))
    assert not Reaction.objects.exists()
    facts = [fact for fact in frames(network) if fact["data"].get("id") == said.pk]
    assert [fact["fact"].rpartition(".")[2] for fact in facts] == ["posted", "edited", "reacted", "removed"]
    assert facts[0]["data"] == facts[1]["data"] == {"id": said.pk, "removed": True}
    assert facts[2]["data"] == {"id": said.pk, "counts": {}}
    assert facts[3]["data"] == {"id": said.pk}


def test_a_removed_message_keeps_its_place_on_the_page(aizada, begimai, network, say, signed_in):
    said = say(aizada, network, "Жок болот")
    remove_message(aizada, network.pk, said.pk, uuid4())
    page = signed_in(begimai).get(f"/chats/{network.pk}/").content.decode()
    assert f'id="m-{said.pk}"' in page
    assert "data-removed" in page
    assert "Жок болот" not in page


def test_the_coordinator_of_the_lab_removes_in_its_room(aizada, coordinator, osh, say, frames):
    said = say(aizada, osh, "Жаман сөз")
    remove_message(coordinator, osh.pk, said.pk, uuid4())
    removed = frames(osh)[-1]
    assert (removed["fact"], removed["by"]) == ("chat.message.removed", "system")
    assert Message.objects.get(pk=said.pk).removed_by == coordinator


def test_the_coordinator_of_another_lab_does_not(aizada, make_member, osh, say, code):
    said = say(aizada, osh, "Ошто айтылган")
    elsewhere = make_member("Роза", at="batken", roles=("coordinator",))
    assert code(remove_message, elsewhere, osh.pk, said.pk, uuid4()) == "forbidden"


def test_nobody_moderates_where_two_talk(aizada, coordinator, say, code):
    from chat.actions import open_direct

    room = open_direct(aizada, coordinator.pk)
    said = say(aizada, room, "Экөөбүздүн сөз")
    assert code(remove_message, coordinator, room.pk, said.pk, uuid4()) == "forbidden"


def test_what_is_gone_is_removed_once_and_not_edited_again(aizada, network, say, code, frames):
    said = say(aizada, network)
    key = uuid4()
    seq = remove_message(aizada, network.pk, said.pk, key)
    assert remove_message(aizada, network.pk, said.pk, key) == seq
    assert remove_message(aizada, network.pk, said.pk, uuid4()) is None
    assert code(edit_message, aizada, network.pk, said.pk, uuid4(), "Кайра") == "invalid"
    assert code(react, aizada, network.pk, said.pk, uuid4(), "👍", True) == "forbidden"
    assert len(frames(network)) == 2


def test_a_message_of_another_room_is_not_reached_through_this_one(aizada, network, osh, say, code):
    said = say(aizada, osh)
    for action, *more in [(edit_message, uuid4(), "x"), (remove_message, uuid4()), (react, uuid4(), "👍", True)]:
        assert code(action, aizada, network.pk, said.pk, *more) == "forbidden"


def test_signs_are_counted_and_taken_back(aizada, begimai, network, say, frames, code):
    said = say(aizada, network)
    react(begimai, network.pk, said.pk, uuid4(), "🌸", True)
    react(aizada, network.pk, said.pk, uuid4(), "🌸", True)
    assert frames(network)[-1]["data"] == {"id": said.pk, "counts": {"🌸": 2}}
    assert react(aizada, network.pk, said.pk, uuid4(), "🌸", True) is None
    react(aizada, network.pk, said.pk, uuid4(), "🌸", False)
    assert frames(network)[-1]["data"] == {"id": said.pk, "counts": {"🌸": 1}}
    assert code(react, aizada, network.pk, said.pk, uuid4(), "💣", True) == "invalid"
    assert code(react, aizada, network.pk, said.pk, uuid4(), "<b>", True) == "invalid"


def test_no_sign_under_a_message_of_one_she_does_not_meet(aizada, begimai, network, say, code):
    said = say(aizada, network)
    Block.objects.create(by=aizada, member=begimai)
    assert code(react, begimai, network.pk, said.pk, uuid4(), "👍", True) == "forbidden"
