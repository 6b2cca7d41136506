"""E-invoices: what a buyer asks for with an order, and the invoice that the office has made out for it."""
