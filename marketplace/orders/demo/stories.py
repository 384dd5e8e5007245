"""How orders go, as data: what happens, and how many hours after the one before at least and at most.

`day` is the day it is for: what is made and handed over follows from it. A story ends where its state is to be seen today.
"""

from dataclasses import dataclass

Event = tuple[str, float, float]

ASKED: tuple[Event, ...] = (("ask", 0, 0),)
PRICED: tuple[Event, ...] = (*ASKED, ("quote", 1, 20))
AGREED: tuple[Event, ...] = (*PRICED, ("accept", 1, 26))
BOOKED: tuple[Event, ...] = (("book", 0, 0),)
MADE: tuple[Event, ...] = (("start", 3, 20), ("progress?", 8, 30))
GIVEN: tuple[Event, ...] = (*MADE, ("deliver", 0, 0))
SENT_BACK: tuple[Event, ...] = (*GIVEN, ("ask_changes", 3, 9))
MENDED: tuple[Event, ...] = (*SENT_BACK, ("deliver again", 12, 30), ("pay", 1, 4), ("complete", 2, 20), ("review", 2, 30))
PAID: tuple[Event, ...] = (*GIVEN, ("pay", 0.2, 5))
OVER: tuple[Event, ...] = (*PAID, ("complete", 2, 40))
TOLD: tuple[Event, ...] = (*OVER, ("review", 1, 60), ("answer?", 3, 30))


@dataclass(frozen=True)
class Story:
    """`many` of it; the day it is for lies between `first` and `last` days from now. `way` is agreed upon, `booked` has its price.

    What is `dated` can be told of a meal, a visit or a thing that is ready, too: those begin and end on their day.
    """

    many: int
    first: int
    last: int
    way: tuple[Event, ...]
    quoted: bool = True
    booked: bool = True
    dated: bool = True


STORIES = (
    Story(150, -140, -6, TOLD),
    Story(70, -140, -12, OVER),
    Story(14, -60, -9, (*PAID, ("close", 170, 172))),
    Story(5, -40, -10, MENDED, dated=False),
    Story(6, -4, -1, GIVEN),
    Story(4, -3, -1, (*GIVEN, ("claim", 1, 8))),
    Story(3, -3, -1, SENT_BACK, dated=False),
    Story(18, 1, 6, MADE, dated=False),
    Story(5, 0, 1, MADE),
    Story(4, -6, -3, MADE, dated=False),  # late
    Story(13, 2, 16, ()),  # agreed, and not begun
    Story(3, -20, -8, (*MADE, ("dispute", 30, 50)), booked=False, dated=False),
    Story(2, -30, -20, (*PAID, ("dispute", 5, 20), ("settle", 20, 40))),
    Story(2, -30, -20, (*GIVEN, ("dispute", 5, 20), ("call_off", 20, 40))),
    Story(1, -9, -6, (*MADE, ("dispute", 5, 20), ("resume", 20, 40)), booked=False, dated=False),
    Story(2, 2, 6, (*MADE, ("propose_to_cancel", 5, 20)), booked=False, dated=False),
    Story(2, 2, 6, (*MADE, ("propose_to_cancel", 5, 20), ("refuse_to_cancel", 2, 12)), booked=False, dated=False),
    Story(2, -30, -10, (*MADE, ("propose_to_cancel", 5, 20), ("agree_to_cancel", 2, 12)), booked=False, dated=False),
    Story(10, -120, -8, (("cancel", 2, 10),)),
    Story(5, -90, -5, (("weather", 4, 20),), quoted=False),
    Story(2, -50, -20, (*MADE, ("cancel_overdue", 0, 0)), booked=False, dated=False),
)
UNANSWERED = (
    Story(14, 4, 20, ASKED),
    Story(3, 5, 20, (*ASKED, ("postpone", 3, 8))),
    Story(15, 4, 20, PRICED),
    Story(3, 5, 20, (*PRICED, ("quote again", 3, 10))),
    Story(10, -110, -5, (*ASKED, ("decline", 2, 20))),
    Story(9, -110, -5, (*PRICED, ("withdraw", 2, 20))),
    Story(5, -100, -10, (*ASKED, ("expire", 73, 74))),
    Story(4, -100, -10, (*PRICED, ("expire", 73, 74))),
    Story(8, 4, 16, (*PRICED, ("accept", 1, 10)), booked=False),  # an advance is awaited
    Story(3, 4, 16, (*PRICED, ("accept", 1, 10), ("claim", 1, 6)), booked=False),
)
