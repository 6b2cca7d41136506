"""What a person says of themselves."""

from django.db import IntegrityError, transaction

from shop.accounts.models import User
from shop.accounts.signing_up import AddressTaken


def change_profile(*, user: User, name: str, phone: str, language: str) -> None:
    """Their whole name, phone (digits from the leading 0, or "") and the language of letters to them."""
    values = {"first_name": name, "last_name": "", "phone": phone, "language": language}
    User.objects.filter(pk=user.pk).update(**values)


@transaction.atomic
def change_email(*, user: User, to: str) -> None:
    """Gives an account another address, once somebody has made sure whose it is. Raises AddressTaken.

    Links in letters to the old one are good for nothing from then on.
    """
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(email=User.objects.normalize_email(to))
    except IntegrityError as taken:
        raise AddressTaken from taken
