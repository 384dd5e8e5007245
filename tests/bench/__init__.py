"""The bench: the figures of the contract, each measured beside something else, in one run, on this machine."""
