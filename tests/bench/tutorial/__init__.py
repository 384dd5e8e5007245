"""A Django project of the shape Channels' tutorial teaches: a consumer that sends to its room's group through Redis.

It has no sessions, no origin check and no table, which spares it what the product pays for.
"""
