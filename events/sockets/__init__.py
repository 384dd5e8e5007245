"""What can be done in a gathering over a socket: by its hosts at the door, and by all who take part while it is live."""

from . import door, live  # noqa: F401  registered by being imported
