"""Gatherings, who holds them, and who comes."""

from .certificates import Certificate
from .feedback import Feedback
from .gatherings import CoHost, Gathering, LabRoom
from .newcomers import Newcomer
from .polls import Ballot, Choice, Poll, PollOption
from .questions import Question, Vote
from .remarks import Remark, Restraint
from .seats import Seat
from .steps import Step

__all__ = [
    "Ballot",
    "Certificate",
    "Choice",
    "CoHost",
    "Feedback",
    "Gathering",
    "LabRoom",
    "Newcomer",
    "Poll",
    "PollOption",
    "Question",
    "Remark",
    "Restraint",
    "Seat",
    "Step",
    "Vote",
]
