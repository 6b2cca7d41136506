"""The office at sales points: all on one list, each made, edited, paused and closed with its partner."""
