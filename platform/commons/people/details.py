"""Who comes without an account, as she typed it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from commons.journal.refusals import Refused
from commons.ui.languages import LANGUAGE_CODE, SPOKEN

from .clean import clean_name
from .models import Guest
from .phones import clean_phone


@dataclass(frozen=True)
class GuestDetails:
    """Her name, and how she is reached."""

    name: str
    phone: str
    language: str = LANGUAGE_CODE
    email: str = ""

    def cleaned(self) -> "GuestDetails":
        """As it is kept. Raises Refused `invalid` or `too_long` with a sentence."""
        email = self.email.strip()
        if email:
            try:
                validate_email(email)
            except ValidationError as error:
                raise Refused("invalid", _("This is no e-mail address. It may be left empty.")) from error
        language = self.language if self.language in SPOKEN else LANGUAGE_CODE
        return GuestDetails(clean_name(self.name), clean_phone(self.phone), language, email)

    def known(self) -> Guest:
        """From now on she is a guest of the house; as a part of the action that gives her something."""
        return Guest.objects.create(name=self.name, phone=self.phone, email=self.email, language=self.language)
