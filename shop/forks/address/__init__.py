"""Oscar's address book of who has an account, with the commune of today."""
