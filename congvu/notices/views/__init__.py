"""The outbox and its operator, everybody's own wishes, the templates, the telephone, the demonstration's letters."""
