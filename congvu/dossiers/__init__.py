"""One request, from its receipt at the counter to the result handed over."""
