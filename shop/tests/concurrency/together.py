"""Many threads through one gate at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

#: Longer than any test may take; a thread that waits so long has deadlocked.
SECONDS = 60


def at_once(action, arguments, seconds=SECONDS):
    """`action(argument)` for each argument, each in a thread of its own, started together.

    Returns results in order; an exception is returned in place of a result. Raises TimeoutError where it
    takes longer than `seconds`.
    """
    arguments = list(arguments)
    gate = Barrier(len(arguments))

    def run(argument):
        try:
            connection.ensure_connection()
            gate.wait(SECONDS)
            return action(argument)
        except Exception as failure:  # noqa: BLE001 - handed to the test as it is
            return failure
        finally:
            connection.close()

    with ThreadPoolExecutor(len(arguments)) as threads:
        return list(threads.map(run, arguments, timeout=seconds))
