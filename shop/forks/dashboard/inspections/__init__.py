"""The office on its visits: the checklist on a phone, its photographs, and the scores of a point."""
