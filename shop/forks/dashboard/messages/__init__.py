"""The office at messages: what was told, what nobody knows of, and how each kind of message looks."""
