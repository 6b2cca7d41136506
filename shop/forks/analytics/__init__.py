"""Oscar's analytics, which count nothing here."""
