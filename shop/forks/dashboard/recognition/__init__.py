"""The office at recognition: decisions, supports with their last day, and visits with a checklist."""
