from django.apps import AppConfig


class DeployConfig(AppConfig):
    """The roof as an app, so that its commands (the demonstration village) are found."""

    name = "deploy"
