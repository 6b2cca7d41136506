"""Runs an action in a process of its own, and kills it (SIGKILL) at whichever of its steps is asked for.

Steps are what the world outside the process can tell: each statement to the database, each commit, each
request over HTTP and its answer, each e-mail handed over. A run that is not killed tells their names.
"""

import http.client
import json
import os
import signal
import traceback
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from django.core.mail import EmailMessage
from django.db import connection, connections


class Steps:
    """Counts the steps, and dies at number `deadly` (1: the first)."""

    def __init__(self, deadly):
        self.deadly, self.names = deadly, []

    def step(self, name):
        self.names.append(name)
        if len(self.names) == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, name, original):
        """The function with a step before and one after it."""

        def stepping(*args, **kwargs):
            self.step(f"before {name}")
            result = original(*args, **kwargs)
            self.step(f"after {name}")
            return result

        return stepping

    def statement(self, execute, sql, params, many, context):
        self.step(sql[:60])
        return execute(sql, params, many, context)

    @contextmanager
    def watched(self):
        """As long as it lasts every step is counted."""
        client = http.client.HTTPConnection
        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(self.statement))
            for owner, name in (
                (connection, "_commit"),
                (client, "endheaders"),
                (client, "getresponse"),
                (EmailMessage, "send"),
            ):
                original = getattr(owner, name)
                stack.enter_context(patch.object(owner, name, self._wrapped(owner, name, original)))
            yield

    def _wrapped(self, owner, name, original):
        if owner is connection:
            return self.around("commit", original)

        def method(itself, *args, **kwargs):
            return self.around(name, original)(itself, *args, **kwargs)

        return method


def in_another_process(action, *, deadly=0) -> list[str] | None:
    """The names of the action's steps; None where it was killed at step `deadly`.

    Raises AssertionError with the traceback where the action fails by itself.
    """
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        _live(action, deadly, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        words = told.read()
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    answer = json.loads(words)
    assert "fault" not in answer, answer["fault"]
    return answer["steps"]


def _live(action, deadly, writing):
    """The other process: it never comes back to the test that made it."""
    steps = Steps(deadly)
    try:
        with steps.watched():
            action()
        answer = {"steps": steps.names}
    except BaseException:  # noqa: BLE001 - told to the process that waits
        answer = {"fault": traceback.format_exc()}
    os.write(writing, json.dumps(answer).encode())
    os._exit(0)
