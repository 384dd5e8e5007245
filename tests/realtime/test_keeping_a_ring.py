"""A ring of the last facts of a stream."""

from commons.realtime.ring import Item, Ring
from tests.realtime.village import entry


def test_a_ring_keeps_the_last_500():
    ring = Ring()
    for seq in range(1, 701):
        ring.append(Item(entry(seq)))
    assert ring.floor == 200
    assert [item.entry.seq for item in ring.after(698, 700)] == [699, 700]
    ring.prepend([entry(200)], head=700)
    assert ring.floor == 200


def test_a_ring_takes_older_entries_only_where_they_lead_up_to_it():
    ring = Ring()
    ring.prepend([entry(3), entry(4)], head=5)
    assert ring.floor is None
    ring.append(Item(entry(5)))
    ring.prepend([entry(1), entry(3), entry(4), entry(5)], head=5)
    assert [item.entry.seq for item in ring.after(2, 5)] == [3, 4, 5]
