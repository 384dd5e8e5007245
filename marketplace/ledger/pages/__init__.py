"""All that each of the ledger's pages shows, read in a number of queries that doesn't grow with it."""
