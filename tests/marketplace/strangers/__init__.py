"""Meeting strangers: where, with whom, and whether she is home again."""
