"""The office's pages about e-invoices: for which orders they are due, a file of them, and their numbers."""
