from django.db import migrations

LABS = [
    (
        "osh",
        {"ky": "Ош «Акылжан»", "ru": "Ош «Акылжан»", "uz-cyrl": "Ўш «Акылжан»", "en": "Osh “Akyljan”"},
        {"ky": "Ош облусу", "ru": "Ошская область", "uz-cyrl": "Ўш вилояти", "en": "Osh region"},
        ["ky", "uz-cyrl", "ru"],
    ),
    (
        "batken",
        {"ky": "Баткен", "ru": "Баткен", "uz-cyrl": "Боткен", "en": "Batken"},
        {"ky": "Баткен облусу", "ru": "Баткенская область", "uz-cyrl": "Боткен вилояти", "en": "Batken region"},
        ["ky", "ru"],
    ),
    (
        "jalal-abad",
        {"ky": "Жалал-Абад", "ru": "Джалал-Абад", "uz-cyrl": "Жалолобод", "en": "Jalal-Abad"},
        {"ky": "Жалал-Абад облусу", "ru": "Джалал-Абадская область", "uz-cyrl": "Жалолобод вилояти", "en": "Jalal-Abad region"},
        ["ky", "uz-cyrl", "ru"],
    ),
]

CRAFTS = [
    ("sewing", {"ky": "Тигүү", "ru": "Шитьё", "uz-cyrl": "Тикувчилик", "en": "Sewing"}),
    ("cooking", {"ky": "Тамак жасоо", "ru": "Кулинария", "uz-cyrl": "Пазандалик", "en": "Cooking"}),
    ("guiding", {"ky": "Саякат", "ru": "Туризм", "uz-cyrl": "Саёҳат", "en": "Guiding"}),
    ("digital", {"ky": "Санарип иш", "ru": "Цифровые профессии", "uz-cyrl": "Рақамли иш", "en": "Digital work"}),
]


def seed(apps, schema_editor):
    """The first labs and crafts. Another lab is a row."""
    Lab, Craft = apps.get_model("people", "Lab"), apps.get_model("people", "Craft")
    for slug, names, regions, languages in LABS:
        Lab.objects.get_or_create(slug=slug, defaults={"names": names, "regions": regions, "languages": languages})
    for slug, names in CRAFTS:
        Craft.objects.get_or_create(slug=slug, defaults={"names": names})


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=False)]
