"""The lists the three words are picked from, and how they are read back."""

import re

import pytest

from commons.people import words

LETTERS = {
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uz-cyrl": "абвгдеёжзийклмнопрстуўфхцчшъьэюяқғҳ",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
every_language = pytest.mark.parametrize("language", LETTERS)


@every_language
def test_each_language_has_enough_words(language):
    assert len(set(words.listed(language))) >= 2048


@every_language
def test_no_two_words_are_typed_alike_on_a_russian_keyboard(language):
    listed = words.listed(language)
    assert len({words.normalise(word) for word in listed}) == len(listed)


@every_language
def test_every_word_is_short_and_in_the_letters_of_its_language(language):
    shape = re.compile(f"[{LETTERS[language]}]{{3,9}}")
    assert [word for word in words.listed(language) if not shape.fullmatch(word)] == []


@every_language
def test_three_different_words_are_picked(language):
    for _ in range(50):
        picked = words.pick(language).split(" ")
        assert len(set(picked)) == 3
        assert set(picked) <= set(words.listed(language))


def test_picks_differ_from_one_another():
    assert len({words.pick("ky") for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "typed",
    ["өрүк булак көл", "ОРУК БУЛАК КОЛ", "  орук,  булак,кол ", "өрүк-булак-көл", "Өрүк. Булак. Көл.", "орук\nбулак\tкол"],
)
def test_capitals_commas_and_missing_letters_make_no_difference(typed):
    assert words.normalise(typed) == "орук булак кол"


def test_a_letter_and_its_mark_typed_apart_are_one_letter():
    assert words.normalise("чаи\u0306нек") == words.normalise("чайнек")


def test_uzbek_letters_fold_too():
    assert words.normalise("Ўрик қуш ҳаво ғоз") == "урик куш хаво гоз"


def test_a_language_without_a_list_gets_english_words():
    assert set(words.pick("fr").split()) <= set(words.listed("en"))
