"""Who is here: labs, members, how they came in, and whom they don't wish to meet."""

from .guests import Guest, Pass
from .joining import Arrival, Invitation, NotMet, Vouch
from .labs import Craft, Lab
from .members import Block, Member, Role, new_number
from .tallies import Tally

__all__ = ["Arrival", "Block", "Craft", "Guest", "Invitation", "Lab", "Member", "NotMet", "Pass", "Role", "Tally", "Vouch", "new_number"]
