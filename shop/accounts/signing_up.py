"""An account by a link in a letter: only who reads the mail of an address gets an account with it.

Nothing is written down before that, so no foreign address is taken and no password is set for it in advance.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.db.models.functions import Lower

from shop.accounts.letters import send_letter
from shop.accounts.models import Consent, User

LINK_LASTS = timedelta(days=1)
_SALT = "accounts.sign-up"


class AddressTaken(Exception):
    """There is an account with this e-mail already."""


@dataclass(frozen=True)
class Invitation:
    """What a link says: whose it is, and where they were on their way to ("" for nowhere)."""

    email: str
    onward: str = ""


def token_of(invitation: Invitation) -> str:
    """The part of the link that nobody can make up; good for `LINK_LASTS`."""
    return signing.dumps([invitation.email, invitation.onward], salt=_SALT)


def read_token(token: str) -> Invitation | None:
    """What the link says; None where it was made up or is too old."""
    try:
        email, onward = signing.loads(token, salt=_SALT, max_age=LINK_LASTS)
    except signing.BadSignature:
        return None
    return Invitation(email, onward)


def user_with(email: str) -> User | None:
    """The account with that e-mail, whatever its case."""
    same = User.objects.alias(lowered=Lower("email")).filter(lowered=Lower(Value(email)))
    return same.first()


def send_link(*, invitation: Invitation, language: str) -> None:
    """Writes to the address: a link to the account's page or, where there is an account, that there is one.

    One letter either way, so that neither the answer nor its time tells which. Who has an account is written
    to in their own language.
    """
    known = user_with(invitation.email)
    send_letter(
        name="sign_up_known" if known else "sign_up_link",
        subject="sign_up",
        to=known.email if known else invitation.email,
        language=known.language if known else language,
        email=invitation.email,
        token=token_of(invitation),
    )


@transaction.atomic
def sign_up(*, email: str, password: str, name: str, consent: str, language: str, now: datetime) -> User:
    """Makes the account of a confirmed address; `consent` are the words agreed to. Raises AddressTaken."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, first_name=name, language=language)
    except IntegrityError as taken:
        raise AddressTaken from taken
    Consent.objects.create(user=user, purpose=Consent.Purpose.ACCOUNT, text=consent, given_at=now)
    return user
