"""The four languages of the house, and the one of them that Django doesn't know.

Uzbek in Kyrgyzstan is written in Cyrillic, while Django's `uz` is Latin; so `uz-cyrl` is a locale of our own.
Settings imports this module before anything asks Django for a language.
"""

from pathlib import Path

from django.conf.locale import LANG_INFO

LANGUAGE_CODE = "ky"
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("uz-cyrl", "Ўзбекча"), ("en", "English")]

SPOKEN = [code for code, _name in LANGUAGES]

LANG_INFO["uz-cyrl"] = {"bidi": False, "code": "uz-cyrl", "name": "Uzbek (Cyrillic)", "name_local": "Ўзбекча"}

# What Django and allauth say without us: in uz-cyrl all that a member can meet, in ky and ru what they left in English or wrong.
LOCALE_PATHS = [Path(__file__).resolve().parent / "overrides"]
FORMAT_MODULE_PATH = ["commons.ui.formats"]
