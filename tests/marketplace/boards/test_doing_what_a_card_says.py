"""What is beside a card: ticked, assigned, shown, spoken and said."""

from uuid import uuid4

import pytest

from commons.journal.reading import read
from commons.journal.refusals import Refused
from commons.media.models import Picture, Voice
from commons.media.pictures import prepare_picture
from commons.media.voices import prepare_voice
from marketplace.boards.actions import (
    add_item,
    assign_card,
    comment_card,
    leave_venture,
    remove_card_picture,
    remove_comment,
    remove_item,
    say_card,
    show_pictures,
    tick_item,
)
from marketplace.boards.board import board_of, card_of, comments_on
from marketplace.boards.models import CardMember, Comment
from tests.marketplace.conftest import a_shelf_of_its_own, picture_file, voice_file
from tests.marketplace.selling.conftest import hear, told

__all__ = ["a_shelf_of_its_own", "hear", "picture_file", "told", "voice_file"]
pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def facts(venture):
    return [entry.fact.removeprefix("marketplace.") for entry in read(venture.stream, 0)]


def test_a_steward_takes_back_any_words_a_partner_her_own(aizada, begimai, trusted, venture, comes, columns, put):
    made = venture()
    comes(made, begimai, trusted)
    card = put(columns(made)[0])
    comment = comment_card(begimai, card.pk, "Кымбат экен", uuid4())
    with pytest.raises(Refused, match="forbidden"):
        remove_comment(trusted, comment.pk)
    remove_comment(aizada, comment.pk)
    remove_comment(begimai, comment.pk)
    assert (Comment.objects.get().words, list(comments_on(card))) == ("", [])
    assert facts(made).count("card.changed") == 1


def test_things_are_ticked_once_each(aizada, begimai, venture, comes, columns, put):
    made = venture()
    comes(made, begimai)
    card = put(columns(made)[0])
    cloth, thread = add_item(aizada, card.pk, "Кездеме"), add_item(aizada, card.pk, "Жип")
    for _ in range(2):
        tick_item(begimai, cloth.pk, True)
    (shown,) = board_of(made).pages[0].cards
    assert (shown.items, shown.items_done) == (2, 1)
    tick_item(begimai, cloth.pk, False)
    remove_item(begimai, thread.pk)
    whole = card_of(made, card.pk)
    assert [(one.words, one.done_at) for one in whole.checklist.all()] == [("Кездеме", None)]
    assert facts(made).count("card.changed") == 5
    with pytest.raises(Refused, match="invalid"):
        add_item(aizada, card.pk, "  ")


def test_a_partner_is_assigned_hears_of_it_and_is_let_go_when_she_leaves(
    aizada, begimai, trusted, venture, comes, columns, put, hear, told
):
    made = venture()
    comes(made, begimai)
    comes(made, trusted, role="guest")
    card = put(columns(made)[0])
    assign_card(aizada, card.pk, begimai.pk)
    assign_card(aizada, card.pk, begimai.pk)
    with pytest.raises(Refused, match="forbidden"):
        assign_card(aizada, card.pk, trusted.pk)
    hear()
    assert "venture-card" in told(begimai)
    assert [one.member for one in card_of(made, card.pk).women.all()] == [begimai]
    leave_venture(begimai, made.pk)
    assert not CardMember.objects.exists()
    assign_card(aizada, card.pk, aizada.pk)
    assign_card(aizada, card.pk, aizada.pk, on=False)
    assert facts(made).count("card.assigned") == 3
    assert not CardMember.objects.exists()


def test_pictures_and_voices_stand_behind_its_door_and_go_with_it(aizada, venture, columns, put, picture_file, voice_file):
    made = venture()
    card = put(columns(made)[0])
    show_pictures(aizada, card.pk, [prepare_picture(picture_file()) for _ in range(3)])
    assert {one.guard for one in Picture.objects.all()} == {made.stream}
    remove_card_picture(aizada, card.pk, Picture.objects.first().pk)
    assert (card.pictures.count(), Picture.objects.count()) == (2, 2)
    with pytest.raises(Refused, match="invalid"):
        show_pictures(aizada, card.pk, [prepare_picture(picture_file())] * 7)
    say_card(aizada, card.pk, prepare_voice(voice_file()))
    say_card(aizada, card.pk, prepare_voice(voice_file()))
    comment = comment_card(aizada, card.pk, "", uuid4(), prepare_voice(voice_file()))
    assert Voice.objects.count() == 2
    remove_comment(aizada, comment.pk)
    say_card(aizada, card.pk, None)
    assert not Voice.objects.exists()
