"""Who lives in the demonstration village. Every name is invented."""

from typing import NamedTuple

from django.utils.translation import gettext_noop as _


class Known(NamedTuple):
    """Someone to sign in as: her number is what she is."""

    number: str
    name: str
    said: str
    language: str = "ky"
    standing: str = "vouched"
    belonging: str = "resident"
    crafts: tuple[str, ...] = ()
    role: str = ""
    is_under_18: bool = False
    is_suspended: bool = False
    is_staff: bool = False

    @property
    def lab(self) -> str:
        return next((slug for slug in LABS if self.number.startswith(f"demo-{slug}")), "osh")


LABS = ("osh", "batken", "jalal-abad")

KNOWN = [
    Known("demo-osh-resident", "Айзада", _("a resident of Osh, sews"), crafts=("sewing",)),
    Known("demo-batken-alumna", "Бегимай", _("an alumna of Batken, cooks"), belonging="alumna", crafts=("cooking", "sewing")),
    Known("demo-osh-coordinator", "Чолпон", _("coordinates Osh"), standing="trusted", belonging="alumna", role="coordinator"),
    Known("demo-osh-invited", "Гүлнара", _("invited, nobody has said “I know her” yet"), standing="invited", crafts=("cooking",)),
    Known("demo-osh-trusted", "Наргиза", _("trusted in Osh, speaks Uzbek"), "uz-cyrl", "trusted", "alumna", ("cooking",)),
    Known(
        "demo-osh-ambassador",
        "Елена",
        _("an ambassador of Osh, speaks Russian"),
        "ru",
        belonging="alumna",
        crafts=("digital",),
        role="ambassador",
    ),
    Known("demo-osh-mentor", "Жылдыз", _("a mentor in Osh"), standing="trusted", belonging="network", crafts=("digital",), role="mentor"),
    Known("demo-osh-under-18", "Айгерим", _("seventeen years old"), crafts=("digital",), is_under_18=True),
    Known("demo-osh-asked", "Мээрим", _("asks to join after an open event"), standing="asked", belonging="network"),
    Known("demo-osh-suspended", "Зарина", _("suspended for now"), "ru", crafts=("sewing",), is_suspended=True),
    Known("demo-batken-coordinator", "Сайкал", _("coordinates Batken"), standing="trusted", belonging="alumna", role="coordinator"),
    Known("demo-batken-network", "Токтокан", _("came to Batken by an open event"), belonging="network", crafts=("guiding",)),
    Known(
        "demo-jalal-abad-coordinator", "Дилноза", _("coordinates Jalal-Abad"), "uz-cyrl", "trusted", "alumna", ("guiding",), "coordinator"
    ),
    Known("demo-jalal-abad-resident", "Нурзат", _("a resident of Jalal-Abad, guides"), crafts=("guiding",)),
    Known("demo-staff", "Анара", _("staff: opens the administration too"), standing="trusted", belonging="network", is_staff=True),
]

NAMES = {
    "ky": [
        "Айпери",
        "Нуриза",
        "Бурул",
        "Гүлзат",
        "Жаңыл",
        "Назгүл",
        "Асел",
        "Каныкей",
        "Перизат",
        "Гүлбарчын",
        "Сезим",
        "Үмүт",
        "Элнура",
        "Канышай",
        "Рахат",
        "Салтанат",
        "Тамара эже",
        "Бактыгүл",
        "Аэлита",
        "Жибек",
        "Нуржамал",
        "Алтынай",
        "Кундуз",
        "Мырзайым",
        "Чынара",
        "Айнагүл",
        "Сонун",
        "Кенжегүл",
    ],
    "uz-cyrl": ["Гулчеҳра", "Мавлуда", "Зулфия", "Муҳаббат", "Нилуфар", "Шаҳноза", "Феруза", "Саодат", "Ойгул", "Дилбар", "Хуршида"],
    "ru": ["Ольга", "Светлана", "Наталья", "Вера", "Людмила", "Римма"],
}

SPEAK_TOO = {"ky": ["ru"], "uz-cyrl": ["ky", "ru"], "ru": ["ky"]}

ABOUT = {
    "ky": {
        "sewing": [
            "Улуттук көйнөк тигем, өлчөмүңүзгө жараша.",
            "Шырдак менен ала кийиз жасайм, жаштарга үйрөтөм.",
            "Мектеп формасын тигем, оңдоп да берем.",
        ],
        "cooking": ["Той тамагын бышырам: кырк кишиге чейин.", "Боорсок, чак-чак, үй наны.", "Мөмө кургатам, кыям кайнатам."],
        "guiding": ["Тоого алып барам: жөө да, ат менен да.", "Конок үйүм бар, төшөк даяр.", "Арсланбап токоюн жакшы билем."],
        "digital": [
            "Сайт жасайм, колдон келишинче.",
            "Дүкөндөргө сүрөт тартып, Инстаграмын жүргүзөм.",
            "Программалоону үйрөнүп жатам, чогуу окуйлу.",
        ],
        "": ["Үч балам бар, ишке кайра чыгып жатам.", "Жаңы иш баштагым келет.", "Тааныш болгонума кубанычтамын."],
    },
    "ru": {
        "sewing": ["Шью на заказ, люблю сложный крой.", "Учу шить с нуля."],
        "cooking": ["Торты и пироги, можно без сахара.", "Готовлю на праздники."],
        "guiding": ["Вожу группы в ореховые леса.", "Говорю с гостями по-русски и немного по-английски."],
        "digital": ["Веб-дизайн, пятнадцать лет за компьютером.", "Помогаю с таблицами и отчётами."],
        "": ["Недавно переехала, знакомлюсь.", "Ищу, с кем начать дело."],
    },
    "uz-cyrl": {
        "sewing": ["Атлас кўйлак тикаман.", "Дўппи ва сўзана тикиш — онамдан қолган ҳунар."],
        "cooking": ["Тўй оши, сомса, ширинлик.", "Ўш палови — менинг ишим."],
        "guiding": ["Сулаймон-Тоғни билган одамга кўрсатиб бераман.", "Меҳмонларни уйимда кутиб оламан."],
        "digital": ["Реклама учун расм ва видео тайёрлайман.", "Компьютер ўргатаман."],
        "": ["Янги дўстлар топсам дейман.", "Кичик иш бошламоқчиман."],
    },
}
