from django.db import models

from .gatherings import Gathering


class Step(models.Model):
    """So many came this far by a gathering: kept from facts, and made anew from them at any time.

    `key` is what it is counted of, such as a seat; `entry` the last fact that said how many, so that an older one changes nothing.
    """

    class Kind(models.TextChoices):
        INVITED = "invited"  # a host sent it on
        SEATS = "seats"  # places that are taken
        CAME = "came"
        JOINED = "joined"  # the network, by it
        HOSTED = "hosted"  # joined by it, and announced one herself

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=30)
    n = models.SmallIntegerField()
    entry = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "kind", "key"], name="step_is_counted_once")]
