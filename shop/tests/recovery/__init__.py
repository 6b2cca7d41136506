"""Processes that are killed between any two steps, and what the shop makes of it afterwards."""
