"""The office's pages about money: what wants an answer, and one order's payments and refunds."""
