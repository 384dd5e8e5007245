"""Who is here: labs, members, how they came in, and whom they don't wish to meet."""

from .joining import Invitation, Vouch
from .labs import Craft, Lab
from .members import Block, Member, Role

__all__ = ["Block", "Craft", "Invitation", "Lab", "Member", "Role", "Vouch"]
