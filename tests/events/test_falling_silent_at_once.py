"""Who is shown out at the very moment in which she says something: it is taken away with the rest, or was never said."""

from functools import partial
from uuid import uuid4

import pytest

from commons.journal.refusals import Refused
from events.actions import ask_question, asking, begin, end, restrain, say, saying
from events.models import Question, Remark
from tests.racing import at_once

pytestmark = pytest.mark.both_databases
both, committing = pytest.mark.django_db, pytest.mark.django_db(transaction=True)


@pytest.fixture
def live(gathering, ambassador):
    """A gathering that is on, with a call, and so with a chat."""
    return begin(ambassador, gathering())


@both
@pytest.mark.parametrize(("deed", "module"), [(say, saying), (ask_question, asking)])
def test_what_a_host_did_since_she_was_asked_at_the_door_counts(live, come, ambassador, begimai, monkeypatch, deed, module):
    check, first, hers = module.check_voice, say(live, begimai, "Салам", uuid4()), come(live).guest

    def meanwhile(host_does, who, gathering):
        check(who, gathering)
        host_does()

    for who, host_does in ((begimai, lambda: restrain(ambassador, first, "muted")), (hers, lambda: end(ambassador, live))):
        monkeypatch.setattr(module, "check_voice", partial(meanwhile, host_does))
        with pytest.raises(Refused, match="read_only"):
            deed(live, who, "Дагы", uuid4())
    assert (Remark.objects.count(), Question.objects.count()) == (1, 0)


@committing
def test_nothing_of_hers_stays_whatever_is_under_way(live, come, ambassador):
    for _ in range(3):
        hers = come(live).guest
        first = say(live, hers, "Салам", uuid4())
        says = [partial(deed, live, hers, f"{n}", uuid4()) for n in range(2) for deed in (say, ask_question)]
        outcomes = at_once(*says, partial(restrain, ambassador, first, "shown_out"))
        assert all(isinstance(one, Refused | Remark | Question) for one in outcomes[:-1]), outcomes
        assert not isinstance(outcomes[-1], Exception)
        assert not Remark.objects.filter(who=hers.actor, removed_at=None).exists()
        assert not Question.objects.to_decide().filter(who=hers.actor).exists()
