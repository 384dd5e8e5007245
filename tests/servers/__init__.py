"""Real servers for tests: PostgreSQL, Valkey, the product itself, and the phones that talk to it."""
