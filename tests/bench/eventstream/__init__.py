"""A Django project of the shape django-eventstream's README teaches: its own view, and a form that sends an event.

It has no sessions, no origin check, no doors and no table, which spares it what the product pays for.
"""
