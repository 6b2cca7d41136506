"""What `make run` and the other commands do before Django is there: environment, database, server."""
