"""How many wrong passwords are too many, and until when.

Failures are counted per address that they come from and per e-mail that they are about, whether or not there
is such an account. The counts live in the cache, which all server processes have to share.
"""

from datetime import datetime, timedelta

from django_ratelimit.core import get_usage

#: Wrong passwords, after which even the right one has to wait.
WRONG_PASSWORDS = (("email", "10/15m"), ("ip", "50/15m"))
#: Links for a new password that may be asked for.
RESET_LINKS = (("email", "3/h"), ("ip", "20/h"))
#: Letters with a link to a new account. Each tuple has rates of its own, which name what is counted.
SIGN_UP_LETTERS = (("email", "3/d"), ("ip", "20/h"))
#: Files with all that is known of a person.
EXPORTS = (("email", "5/h"), ("ip", "20/h"))


def refused_until(request, *, limits, email: str, now: datetime) -> datetime | None:
    """The moment before which nothing more is tried for this e-mail or address; None where all is well."""
    waits = [
        usage["time_left"]
        for usage in _usages(request, limits, email, increment=False)
        if usage["count"] >= usage["limit"]
    ]
    return now + timedelta(seconds=max(1, *waits)) if waits else None


def count(request, *, limits, email: str) -> None:
    """Counts one more."""
    _usages(request, limits, email, increment=True)


def _usages(request, limits, email, *, increment):
    group = "accounts:" + ",".join(rate for _, rate in limits)
    keys = {"ip": "ip", "email": lambda *_: " ".join(email.casefold().split())}
    usages = [
        get_usage(request, group=f"{group}:{kind}", key=keys[kind], rate=rate, increment=increment)
        for kind, rate in limits
    ]
    return [usage for usage in usages if usage is not None]
