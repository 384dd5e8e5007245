"""Labs and crafts: a new one is a row, and is announced so that its rooms open."""

from commons.journal.writing import record

from ..facts import CraftAdded, LabOpened
from ..models import Craft, Lab
from ..streams import craft_stream, lab_stream


def announce_lab(lab: Lab, actor: str = "system") -> None:
    """Say that there is a new lab; in the transaction that saves it, so that neither is there without the other."""
    record(LabOpened(stream=lab_stream(lab.pk), actor=actor, lab=lab.pk))


def announce_craft(craft: Craft, actor: str = "system") -> None:
    """The same of a new craft."""
    record(CraftAdded(stream=craft_stream(craft.pk), actor=actor, craft=craft.pk))
