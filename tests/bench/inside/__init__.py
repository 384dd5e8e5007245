"""What is done beside the product, in a process that has its settings and its database."""
