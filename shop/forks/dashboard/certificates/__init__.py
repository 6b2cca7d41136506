"""The office at certificates: what ends soon, each product's history, and what may be done in one step."""
