"""The same services for machines: described in OpenAPI, opened by client credentials, told by webhooks."""
