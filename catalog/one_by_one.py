"""Many things done one by one, where a fault of ours in one may not keep the others from being done."""

from collections.abc import Callable, Iterable
from logging import Logger
from typing import TypeVar

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")


def one_by_one(
    things: Iterable[Thing], do: Callable[[Thing], Outcome], *, logger: Logger, words: str
) -> list[Outcome]:
    """What each came to, without those that failed: these go to the log with their traceback, under `words`
    with the thing in place of `%s`. Each is a transaction of its own, or several.
    """
    done = []
    for thing in things:
        try:
            done.append(do(thing))
        except Exception:
            logger.exception(words, thing)
    return done
