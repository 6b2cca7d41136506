"""Bank statements: files that banks give, read by layouts that are described in words."""
