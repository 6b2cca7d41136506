"""Oscar's payment sources and transactions as a ledger of money that nobody can change."""
