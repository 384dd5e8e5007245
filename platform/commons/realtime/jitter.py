"""A little chance, so that not everything happens at once."""

from random import SystemRandom

between = SystemRandom().uniform
