"""Finding clients, what they may see, and what they were told."""

from congvu.api.selectors.clients import client_for, clients_of, company_numbered, may_keep, owned_by, owner_of

__all__ = ["client_for", "clients_of", "company_numbered", "may_keep", "owned_by", "owner_of"]
