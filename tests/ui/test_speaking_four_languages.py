"""Everything the project says is said in Kyrgyz, Russian, Cyrillic Uzbek and English; terms as words.md has them."""

import importlib
import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import formats, translation

from commons.ui import catalogues
from tests.ui.terms import LOCALES, TERMS

OURS = [app.label for app in catalogues.our_apps()]
MARKS = re.compile(r"%\(\w+\)[sdr]|%%\w|%[sdr]|\{\w*\}|</?\w+|&\w+;")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
LATIN_ALLOWED = {
    "manage",
    "py",
    "demo",
    "ky",
    "ru",
    "uz",
    "cyrl",
    "en",
    "Birge",
    "WhatsApp",
    "Telegram",
    "QR",
    "PDF",
    "UNDP",
    "WCL",
    "Wi",
    "Fi",
    "PIN",
    "IPv",
    "Instagram",
}
FOREIGN_LETTERS = {"ky": "[қғҳўі]", "ru": "[ңөүқғҳўі]", "uz_Cyrl": "[ңөүыщі]"}

# What a member can meet of Django and allauth; they are read for what they say.
MEETS = [
    "django/forms/fields.py",
    "django/forms/forms.py",
    "django/forms/formsets.py",
    "django/forms/models.py",
    "django/forms/utils.py",
    "django/forms/widgets.py",
    "django/core/validators.py",
    "django/core/paginator.py",
    "django/utils/dates.py",
    "django/utils/timesince.py",
    "django/utils/ipv6.py",
    "django/template/defaultfilters.py",
    "django/contrib/auth/password_validation.py",
    "django/db/models/base.py",
    "django/db/models/constraints.py",
    "allauth/account/forms.py",
    "allauth/account/adapter.py",
]
SIGNS = {"Order", ":", "IPv4", "IPv6", "…"}  # the same in every language, and the order of rows, which no form of ours shows

every_app = pytest.mark.parametrize("label", OURS)
every_locale = pytest.mark.parametrize("locale", LOCALES)


@every_app
@every_locale
def test_each_message_is_translated_and_none_is_left_over(label, locale):
    said, kept = set(catalogues.messages_of(apps.get_app_config(label))), entries_of(label, locale)
    assert said - {catalogues.key(entry) for entry in kept} == set(), "run manage.py catalogues --extract, then translate"
    assert {catalogues.key(entry) for entry in kept} - said == set(), "run manage.py catalogues --extract"
    assert [entry.msgid for entry in kept if not entry.translated() or entry.fuzzy or entry.obsolete] == []


@every_locale
def test_placeholders_and_tags_survive_translation(locale):
    for entry in everything_in(locale):
        asked = set(MARKS.findall(entry.msgid)) | set(MARKS.findall(entry.msgid_plural))
        for text in filter(None, texts(entry)):
            assert set(MARKS.findall(text)) == asked, entry.msgid


@every_locale
def test_plurals_have_every_form_of_the_language(locale):
    count = int(re.search(r"nplurals=(\d)", catalogues.PLURAL_FORMS[locale]).group(1))
    for path in paths_of(locale):
        catalogue = polib.pofile(str(path))
        assert catalogue.metadata["Plural-Forms"] == catalogues.PLURAL_FORMS[locale], path
        assert [entry.msgid for entry in catalogue if entry.msgid_plural and len(entry.msgstr_plural) != count] == []


@every_locale
def test_a_term_is_always_the_same_word(locale):
    for entry in everything_in(locale):
        if entry.msgid in TERMS and not entry.msgctxt:
            assert entry.msgstr == TERMS[entry.msgid][LOCALES.index(locale)], entry.msgid


@every_locale
def test_two_apps_say_the_same_thing_in_the_same_words(locale):
    said = defaultdict(set)
    for entry in everything_in(locale):
        said[catalogues.key(entry)].add(tuple(texts(entry)))
    assert {message.id: words for message, words in said.items() if len(words) > 1} == {}


@every_locale
def test_translations_are_in_the_letters_of_the_language(locale):
    for entry in everything_in(locale):
        for text in texts(entry):
            plain = re.sub(r"<[^>]+>|YYYY\S*", " ", MARKS.sub(" ", text))
            assert set(LATIN_WORD.findall(plain)) - LATIN_ALLOWED == set(), entry.msgid
            assert re.findall(FOREIGN_LETTERS[locale], plain.lower()) == [], entry.msgid


@pytest.mark.parametrize("file", MEETS)
def test_what_django_and_allauth_say_is_ours_in_cyrillic_uzbek_and_kyrgyz(file):
    said = {message for message in catalogues.messages_in(installed(file)) if message.id not in SIGNS}
    for locale in ("ky", "uz_Cyrl"):
        assert said - {catalogues.key(entry) for entry in overrides(locale)} == set()


def test_no_override_is_left_of_something_nobody_says_any_more():
    theirs = {catalogues.key(entry) for path in installed("").glob("django/**/locale/en/**/django.po") for entry in polib.pofile(str(path))}
    theirs |= {catalogues.key(entry) for entry in polib.pofile(str(installed("allauth/locale/ru/LC_MESSAGES/django.po")))}
    for locale in ("ky", "uz_Cyrl"):
        assert {catalogues.key(entry) for entry in overrides(locale)} - theirs == set()


@pytest.mark.parametrize(
    ("language", "said"),
    [("ky", "5-март, 2026-ж."), ("ru", "5 марта 2026 г."), ("uz-cyrl", "5 март 2026 й."), ("en", "5 March 2026")],
)
def test_dates_hours_and_numbers_are_written_as_here(language, said):
    moment = datetime(2026, 3, 5, 14, 2)
    with translation.override(language):
        assert formats.date_format(moment) == said
        assert formats.time_format(moment) == "14:02"
        assert formats.number_format(1250, force_grouping=True) == ("1,250" if language == "en" else "1\xa0250")
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_the_weekday_and_the_form_error_of_cyrillic_uzbek_are_cyrillic():
    with translation.override("uz-cyrl"):
        assert translation.gettext("Monday") == "Душанба"
        assert translation.gettext("This field is required.") == "Бу ерни тўлдириш керак."


def test_extraction_reads_templates_and_python(tmp_path):
    (tmp_path / "page.html").write_text(
        '{% load i18n %}{% translate "Sew (well)" %} {% translate "May" context "month" %}'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} room\n{% plural %}\n  {{ n }} rooms\n{% endblocktranslate %}"
        '{% include "x.html" with label=_("Label") %}'
    )
    (tmp_path / "code.py").write_text('say = _("One " "two"), pgettext_lazy("where", "Here"), ngettext("a", "b", n), _(variable)')
    assert [tuple(message) for message in catalogues.messages_in(tmp_path / "page.html")] == [
        ("", "Sew (well)", ""),
        ("month", "May", ""),
        ("", "%(n)s room", "%(n)s rooms"),
        ("", "Label", ""),
    ]
    assert {tuple(message) for message in catalogues.messages_in(tmp_path / "code.py")} == {
        ("", "One two", ""),
        ("where", "Here", ""),
        ("", "a", "b"),
    }


def test_compiling_twice_writes_nothing_new():
    call_command("catalogues", verbosity=0)
    assert catalogues.compile_catalogues() == []


def entries_of(label: str, locale: str) -> list[polib.POEntry]:
    path = Path(apps.get_app_config(label).path) / "locale" / locale / "LC_MESSAGES" / "django.po"
    return list(polib.pofile(str(path))) if path.exists() else []


def overrides(locale: str) -> list[polib.POEntry]:
    path = Path(settings.LOCALE_PATHS[0]) / locale / "LC_MESSAGES" / "django.po"
    return list(polib.pofile(str(path))) if path.exists() else []


def everything_in(locale: str) -> list[polib.POEntry]:
    return [entry for path in paths_of(locale) for entry in polib.pofile(str(path))]


def paths_of(locale: str) -> list[Path]:
    folders = [*(Path(app.path) / "locale" for app in catalogues.our_apps()), *map(Path, settings.LOCALE_PATHS)]
    return [path for folder in folders if (path := folder / locale / "LC_MESSAGES" / "django.po").exists()]


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def installed(file: str) -> Path:
    return Path(importlib.import_module("django").__file__).parent.parent / file
