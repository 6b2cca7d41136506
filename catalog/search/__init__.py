"""Finding things by what people type: a search index derived from the database, and how queries are read."""
