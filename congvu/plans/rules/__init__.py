"""What a plan is made of, and what can be told of it without a database."""
