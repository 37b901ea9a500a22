"""The official's workplace: the inbox, the counter, a dossier's page, the administrator's pages."""
