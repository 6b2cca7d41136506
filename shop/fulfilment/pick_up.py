"""The code that a buyer shows to fetch a parcel, and by when the point promises to have it ready."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from shop.fulfilment.models import Fulfilment
from shop.fulfilment.states import Method
from shop.points.models import SalesPoint
from shop.points.readiness import ready_at
from shop.points.schedule import schedule_of

#: Crockford's base 32: no I, L, O or U, so that nothing read out or copied by hand is taken for another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 6
#: Two codes alike are one chance in a thousand million for each parcel that a point ever had.
MOST_TRIES = 5
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = str.maketrans("", "", " \t\r\n\N{NO-BREAK SPACE}-.·")


def new_code() -> str:
    """Six characters that nobody can guess, with a letter and a digit among them: no number, and no name."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))
        if not code.isdigit() and not code.isalpha():
            return code


def read_pick_up_code(typed: str) -> str:
    """The code that was meant, or an empty text. Case, spaces and look-alikes (O for 0, I or L for 1) do."""
    code = typed[:40].translate(_SEPARATORS).upper().translate(_MEANT)
    fits = len(code) == LETTERS and set(code) <= set(ALPHABET)
    return code if fits and not code.isdigit() and not code.isalpha() else ""


def spaced(code: str) -> str:
    """As people read it: in two groups of three."""
    return f"{code[:3]} {code[3:]}" if code else ""


def give_code(fulfilment: Fulfilment, *, make=new_code) -> str:
    """Writes a code of its own on a parcel to be fetched, within the caller's transaction.

    Raises IntegrityError where `make` gives only what the point has had before.
    """
    for left in reversed(range(MOST_TRIES)):
        fulfilment.pick_up_code = make()
        try:
            with transaction.atomic():
                fulfilment.save(update_fields=["pick_up_code"])
        except IntegrityError:
            if not left:
                raise
        else:
            return fulfilment.pick_up_code
    raise AssertionError("The loop returns or raises.")


def promised_for(fulfilment: Fulfilment, at: datetime) -> datetime | None:
    """When its point has it ready if it begins at `at`; None for what is sent, and where nobody can say."""
    point = fulfilment.partner.sales_point if fulfilment.method == Method.PICK_UP else None
    return ready_at_point(point, at) if point else None


def ready_at_point(point: SalesPoint, at: datetime) -> datetime | None:
    """When a point has an order ready that comes at `at`; None where it does not open in time to say."""
    if point.status != SalesPoint.Status.OPEN:
        return None
    return ready_at(schedule_of(point), at, settings.PICK_UP_READY_MINUTES)
