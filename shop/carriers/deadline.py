"""An HTTP answer with a deadline: a socket's own timeout begins anew with each byte that comes."""

import http.client
import io
import time


def left_until(until: float, step: float) -> float:
    """Seconds for the next step, `step` at most. Raises TimeoutError where none are left until `until`.

    Moments are those of `time.monotonic`.
    """
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("The time for the whole answer is over.")
    return min(left, step)


class TimelyResponse(http.client.HTTPResponse):
    """An answer of which each read, headers included, is given what is left until `until`."""

    def __init__(self, sock, *args, until: float, step: float, **kwargs):
        super().__init__(sock, *args, **kwargs)
        endless, self.fp = self.fp, io.BufferedReader(_TimelySocket(sock, until, step))
        endless.close()


class _TimelySocket(io.RawIOBase):
    def __init__(self, sock, until, step):
        self._sock, self._until, self._step = sock, until, step
        # Keeps the socket open for as long as there is something to read, as `makefile` does for everyone.
        self._bytes = sock.makefile("rb", buffering=0)

    def readable(self):
        return True

    def readinto(self, buffer):
        self._sock.settimeout(left_until(self._until, self._step))
        return self._bytes.readinto(buffer)

    def close(self):
        self._bytes.close()
        super().close()
