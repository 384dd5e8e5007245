"""What a host leaves of a gathering for those who weren't there: answers in words, and where to watch it."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.journal.writing import atomic, record
from commons.people.models import Member
from commons.people.texts import clean_lines

from ..facts import GatheringChanged
from ..models import Gathering, Question
from .asking import facts_of_question, held
from .counting import ITSELF
from .holding import check_host
from .versions import write

LONGEST_ANSWER = 500  # characters


def write_answer(host: Member, question: Question, text: str) -> Question:
    """What was answered, in a few words, for who reads it afterwards; nothing takes it back.

    Raises Refused `forbidden`, `too_long`; `conflict` where it isn't answered, or was asked of the hosts alone.
    """
    check_host(host, question.gathering)
    text = clean_lines(text, LONGEST_ANSWER)
    with atomic():
        question = held(question)
        if question.state != Question.State.ANSWERED or not question.is_public:
            raise Refused("conflict")
        if question.answer != text:
            write(question, answer=text)
            record(*facts_of_question(question))
    return question


def give_recording(host: Member, gathering: Gathering, link: str) -> Gathering:
    """Where it can be watched; shown to those who have a seat, and to everyone where its pages are public. Nothing takes it back.

    Raises Refused `forbidden`; `invalid` with a sentence for what is no link; `read_only` before it has ended.
    """
    check_host(host, gathering)
    link = link.strip()
    try:
        if link:
            URLValidator(schemes=["https"])(link)
    except ValidationError as error:
        raise Refused("invalid", _("This is no link of a recording. Copy it whole.")) from error
    if len(link) > 200:
        raise Refused("too_long")
    with atomic():
        if not Gathering.objects.filter(pk=gathering.pk, state=Gathering.State.ENDED).update(recording=link, version=F("version") + 1):
            raise Refused("read_only", _("This event isn't over yet."))
        gathering = Gathering.objects.get(pk=gathering.pk)
        record(GatheringChanged(stream=gathering.stream, actor=ITSELF, gathering=gathering.pk, version=gathering.version))
    return gathering
