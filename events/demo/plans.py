"""What is held in the village: who holds it and when, what it is called, and how many come. Every title is invented."""

from typing import NamedTuple

AIZADA, TRUSTED, MENTOR = "demo-osh-resident", "demo-osh-trusted", "demo-osh-mentor"
OSH, BATKEN, JALAL_ABAD = "demo-osh-ambassador", "demo-batken-coordinator", "demo-jalal-abad-coordinator"


class Happening(NamedTuple):
    """`day` is counted from today, `parties` is with how many each comes, in their order; those beyond the places wait in line."""

    host: str
    day: int
    hour: int
    kind: str
    titles: dict[str, str]
    abouts: dict[str, str]
    capacity: int
    parties: tuple[int, ...]
    place: str = ""  # the lab's room, unless it says otherwise
    video: str = ""
    women_only: bool = False
    members_only: bool = False
    leaves: int = 0  # so many of the first give up their seats
    cohost: str = ""
    known: dict[int, str] = {}  # which of those who come can be signed in as


FELT = {
    "ky": "Кийиз жасоо: ачык мастер-класс",
    "ru": "Войлок своими руками: открытый мастер-класс",
    "en": "Felt by hand: an open master class",
}
FELT_ABOUT = {
    "ky": "Жүндү жууп, тарап, чогуу кийиз басабыз. Баары жерде бар, сиз алжапкыч гана алып келиңиз.\n\nБалаңыз менен келсеңиз болот.",
    "ru": "Моем и чешем шерсть, валяем вместе. Всё есть на месте, возьмите только фартук.\n\nМожно прийти с ребёнком.",
    "en": "We wash and card the wool and felt it together. Everything is there, bring an apron.\n\nChildren are welcome.",
}
FELT_LIVE = {
    "ky": "Түз эфир: бир кийиз башынан аягына чейин",
    "ru": "В эфире: один войлок от начала до конца",
    "uz-cyrl": "Жонли эфир: бир кигиз бошидан охиригача",
    "en": "Live: one felt from beginning to end",
}
FELT_LIVE_ABOUT = {
    "ky": "Каалаган жерден көрүп, сурап, добуш бере бериңиз. Суроону атыңызды айтпай жазсаңыз да болот.",
    "ru": "Смотрите откуда угодно, спрашивайте и голосуйте. Вопрос можно задать и без имени.",
    "en": "Watch from anywhere, ask and vote. A question can be asked without a name, too.",
}
SHOP = {"ky": "Телефон менен дүкөн ачуу", "ru": "Магазин с телефона: с чего начать", "uz-cyrl": "Телефонда дўкон очиш"}
SHOP_ABOUT = {
    "ky": "Сүрөт тартуу, баасын коюу, биринчи заказды алуу. Телефонуңузду заряддап келиңиз.",
    "ru": "Как снять товар, назначить цену и получить первый заказ. Приходите с заряженным телефоном.",
    "uz-cyrl": "Суратга олиш, нарх қўйиш, биринчи буюртмани олиш. Телефонингизни зарядлаб келинг.",
}
RIGHTS = {"ky": "Аялдын укугу: юрист суроолорго жооп берет", "ru": "Права женщины: юрист отвечает на вопросы"}
RIGHTS_ABOUT = {
    "ky": "Алимент, мүлк, никени каттоо. Суроону атыңызды айтпай жазып берсеңиз да болот.",
    "ru": "Алименты, имущество, регистрация брака. Вопрос можно записать и без имени.",
}
BREAD = {"ky": "Тандыр нан: жети түрү", "uz-cyrl": "Тандир нон: етти хили", "ru": "Хлеб из тандыра: семь видов"}
BREAD_ABOUT = {
    "ky": "Камырды чогуу жууруп, кечинде ысык нан менен тарайбыз.",
    "uz-cyrl": "Хамирни бирга қориб, кечқурун иссиқ нон билан тарқаламиз.",
}
TRAIL = {
    "ky": "Коноктор үчүн жол: гид болуунун башталышы",
    "ru": "Тропа для гостей: как стать гидом",
    "en": "A trail for guests: becoming a guide",
}
FAIR = {"ky": "Жаңы жылдык жарманке", "ru": "Новогодняя ярмарка", "uz-cyrl": "Янги йил ярмаркаси", "en": "New Year fair"}
FAIR_ABOUT = {
    "ky": "Үч лабораториянын чеберлери: кийиз, тигүү, таттуу. Балдарга оюндар.",
    "ru": "Мастерицы трёх лабораторий: войлок, шитьё, сладкое. Игры для детей.",
    "en": "Makers of three labs: felt, sewing, sweets. Games for children.",
}
TEA = {"ky": "Чай үстүндө: ишимди кантип баштадым", "ru": "За чаем: как я начала своё дело"}
MONEY = {"ky": "Үй-бүлөнүн акчасы: эсеп жөнөкөй болсун", "uz-cyrl": "Оила пули: ҳисоб осон бўлсин"}
SEWING = {"ky": "Оверлок менен биринчи кадам", "uz-cyrl": "Оверлок билан илк қадам", "ru": "Первые шаги с оверлоком"}
MINDS = {"ky": "Тынч дем алабыз: психолог менен тегерек", "ru": "Дышим спокойно: круг с психологом"}
OURS = {"ky": "Амбассадорлордун тегереги", "ru": "Круг амбассадоров"}

CALL = "https://meet.example/kiyiz"

HAPPENINGS = (
    Happening(OSH, -34, 14, "masterclass", FELT, FELT_ABOUT, 16, (2, 1, 1, 3, 2, 1, 2, 1, 1), known={1: AIZADA}),
    Happening(BATKEN, -21, 11, "seminar", SHOP, SHOP_ABOUT, 20, (1, 1, 2, 1, 1, 2, 1, 3, 1)),
    Happening(JALAL_ABAD, -12, 15, "masterclass", BREAD, BREAD_ABOUT, 12, (2, 2, 1, 1, 4, 1, 1)),
    Happening(OSH, -5, 17, "talk", TEA, {}, 25, (1, 1, 1, 2, 1, 1, 3, 1), known={0: TRUSTED, 2: AIZADA}),
    Happening(OSH, 1, 17, "circle", MINDS, {}, 12, (1, 1, 2, 1, 1, 1), women_only=True),
    Happening(OSH, 3, 14, "masterclass", FELT, FELT_ABOUT, 12, (2, 3, 1, 2), video=CALL, cohost=MENTOR, known={0: TRUSTED}),
    Happening(OSH, 4, 18, "talk", RIGHTS, RIGHTS_ABOUT, 8, (2, 1, 1, 1, 3, 1, 2, 1), women_only=True, leaves=1, known={5: AIZADA}),
    Happening(BATKEN, 5, 10, "seminar", SHOP, SHOP_ABOUT, 20, (1, 2, 1, 1)),
    Happening(JALAL_ABAD, 6, 9, "seminar", TRAIL, {}, 15, (1, 1, 4, 1), place="Арстанбап, жаңгак токоюна кире бериш"),
    Happening(BATKEN, 8, 15, "masterclass", SEWING, {}, 6, (1, 1, 2, 1, 1, 1), known={5: "demo-batken-alumna"}),
    Happening(OSH, 9, 16, "circle", OURS, {}, 30, (1, 1), members_only=True, known={0: "demo-osh-coordinator", 1: AIZADA}),
    Happening(JALAL_ABAD, 11, 14, "seminar", MONEY, {}, 18, (2, 1, 1)),
    Happening(OSH, 24, 10, "fair", FAIR, FAIR_ABOUT, 300, (4, 6, 2, 5, 3), place="Ош шаары, Ак-Буура паркы"),
    Happening(BATKEN, 38, 11, "talk", TEA, {}, 25, ()),
)
