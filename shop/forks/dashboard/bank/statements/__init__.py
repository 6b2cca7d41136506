"""The office at bank statements: files that are sent in, looked through and taken in."""
