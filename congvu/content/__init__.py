"""News, notices, legal texts and guides: written by editors, reviewed, published, with every version kept."""
