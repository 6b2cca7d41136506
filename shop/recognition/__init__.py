"""Recognition and support of sales points, and what the office's inspectors found there."""
