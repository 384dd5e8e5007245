"""Two that are ideas yet, and look for women."""

from .stories import Business, Comes

SAIKAL, TOKTOKAN, MAVLUDA, NURZAT = "demo-batken-coordinator", "demo-batken-network", "310030", "demo-jalal-abad-resident"

APRICOTS = Business(
    number=4,
    template="",
    began=9,
    founder=TOKTOKAN,
    keeper=TOKTOKAN,
    teller=TOKTOKAN,
    titles={
        "ky": "Өрүк кагы кийиз баштыкта",
        "ru": "Урюк в войлочном мешочке",
        "uz-cyrl": "Кигиз халтачада туршак",
        "en": "Dried apricots in a felt bag",
    },
    abouts={
        "ky": "Баткендин өрүгү бар, белекке ылайык идиши жок. Кийиз баштык тиккен жана сүрөткө тарткан аялдарды издейм.",
        "ru": "Баткенский урюк есть, красивой упаковки для подарка нет. Ищу тех, кто шьёт мешочки из войлока и фотографирует.",
        "uz-cyrl": "Боткен ўриги бор, совғага ярайдиган идиши йўқ. Кигиз халтача тикадиган ва суратга оладиган аёлларни излайман.",
        "en": "We have Batken's apricots, and nothing fit for a gift to put them in. I look for women who sew felt bags and take pictures.",
    },
    comes=(
        Comes(9, TOKTOKAN, "place", "Бакта жүз түп өрүк, кургата турган чатырым бар."),
        Comes(6, SAIKAL, "tool", "Лабораториядагы тараза менен таңгактоочу аппаратты берем."),
    ),
)

JACKETS = Business(
    number=5,
    template="",
    began=3,
    founder=MAVLUDA,
    keeper=MAVLUDA,
    teller=MAVLUDA,
    titles={
        "ky": "Балдардын күрмөсү, кездеменин калдыгынан",
        "ru": "Детские куртки из остатков ткани",
        "uz-cyrl": "Қолган матодан болалар камзули",
        "en": "Children's jackets from what cloth is left",
    },
    abouts={
        "ky": "Цехтерде кездеме калат, кышында балдарга күрмө керек. Бычканды билем, тиге турган эки аял жана машина керек.",
        "ru": "В цехах остаётся ткань, зимой детям нужны куртки. Крою я, нужны две швеи и машинка.",
        "uz-cyrl": "Цехларда мато қолади, қишда болаларга камзул керак. Бичаман, икки тикувчи ва машина керак.",
        "en": "Workshops have cloth left over, and in winter children need jackets. I cut; we need two who sew, and a machine.",
    },
    comes=(
        Comes(3, MAVLUDA, "talent", "Бичиш қўлимдан келади, андозалар тайёр."),
        Comes(1.5, NURZAT, "hours", "Ишембиде тиге алам, машинкам эски.", answer="waiting"),
    ),
)
IDEAS = (APRICOTS, JACKETS)
