"""Why a statement is not read; messages are for the office, in its language."""


class StatementRefused(Exception):
    """The file is no statement that can be read; nothing was written."""
