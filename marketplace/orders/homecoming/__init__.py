"""Home again from a meeting with a stranger: what is announced, who hears it, who may see it. The verbs are in `actions/homecoming.py`."""
