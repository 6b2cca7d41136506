"""Says what is being done and how long it took, to a person at a terminal or to a log."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def duration(seconds: float) -> str:
    """A time as people say it: `4,2 giây`, `1 phút 12 giây`."""
    if seconds < 60:
        return f"{seconds:.1f} giây".replace(".", ",")
    return f"{seconds // 60:.0f} phút {seconds % 60:.0f} giây"


@contextmanager
def step(words: str) -> Iterator[None]:
    """Announces a step, and its time once it is done."""
    started = time.monotonic()
    print(f"→ {words}", flush=True)
    yield
    print(f"  xong sau {duration(time.monotonic() - started)}", flush=True)


class Counter:
    """Counts towards a total: one line that changes on a terminal, a line per tenth in a log."""

    def __init__(self, total: int):
        self.total = total
        self.done = 0
        self.told = 0

    def add(self, words: str) -> None:
        """One more is done."""
        self.done += 1
        line = f"  {self.done}/{self.total} {words}"
        if sys.stdout.isatty():
            end = "\n" if self.done == self.total else ""
            print(f"\r\x1b[K{line[:100]}", end=end, flush=True)
        elif self.done * 10 // self.total > self.told:
            self.told = self.done * 10 // self.total
            print(line, flush=True)
