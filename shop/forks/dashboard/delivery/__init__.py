"""The office at the delivery table: what each zone costs, a try of it, and who changed what."""
