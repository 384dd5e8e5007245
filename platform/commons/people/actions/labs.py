"""Labs: a new one is a row, and is announced so that its rooms open."""

from commons.journal.writing import record

from ..facts import LabOpened
from ..models import Lab
from ..streams import lab_stream


def announce_lab(lab: Lab, actor: str = "system") -> None:
    """Say that there is a new lab; in the transaction that saves it, so that neither is there without the other."""
    record(LabOpened(stream=lab_stream(lab.pk), actor=actor, lab=lab.pk))
