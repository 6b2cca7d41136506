"""What a person says of themselves."""

from shop.accounts.models import User


def change_profile(*, user: User, name: str, phone: str, language: str) -> None:
    """Their whole name, phone (digits from the leading 0, or "") and the language of letters to them."""
    values = {"first_name": name, "last_name": "", "phone": phone, "language": language}
    User.objects.filter(pk=user.pk).update(**values)
