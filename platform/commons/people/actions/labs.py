"""Labs: a new one is a row, and is announced so that its rooms open."""

from commons.journal.writing import atomic, record

from ..facts import LabOpened
from ..models import Lab
from ..streams import lab_stream


def open_lab(lab: Lab, actor: str = "system") -> None:
    """Announce a lab that was just saved."""
    with atomic():
        record(LabOpened(stream=lab_stream(lab.pk), actor=actor, lab=lab.pk))
