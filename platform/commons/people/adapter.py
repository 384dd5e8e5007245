from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NobodySignsUpAlone(DefaultAccountAdapter):
    """Accounts are made by invitation; allauth's open sign-up stays shut."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
