"""Oscar's vouchers, each used no more often than it may be, whoever orders at the same moment."""
