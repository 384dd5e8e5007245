"""The product's settings with one limit lifted: eight posters here say more a second than a thousand women."""

from deploy import settings as product

globals().update({name: value for name, value in vars(product).items() if name.isupper()})
REALTIME_VERBS_PER_SECOND = 1_000_000
