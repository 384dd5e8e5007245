"""Who is here: labs, members, how they came in, and whom they don't wish to meet."""

from .joining import Arrival, Invitation, Vouch
from .labs import Craft, Lab
from .members import Block, Member, Role, new_number
from .tallies import Tally

__all__ = ["Arrival", "Block", "Craft", "Invitation", "Lab", "Member", "Role", "Tally", "Vouch", "new_number"]
