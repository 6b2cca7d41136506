"""The office at the bank's money: what waits for an answer, each booking, and the files that told of it."""
