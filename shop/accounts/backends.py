"""Sign-in by e-mail, equally slow for known and unknown addresses, and not to be guessed at for long."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone

from shop.accounts import limits


class EmailBackend(ModelBackend):
    """Finds a user by e-mail, upper and lower case alike.

    The limit on wrong passwords is kept here, so that it holds at every door, whichever page asks.
    """

    def authenticate(self, request, username=None, password=None, email=None):
        """The user with that e-mail and password, or None. Raises PermissionDenied after too many tries."""
        email = email or username
        if not email or password is None:
            return None
        about = {"limits": limits.WRONG_PASSWORDS, "email": email}
        if request is not None and limits.refused_until(request, now=timezone.now(), **about):
            raise PermissionDenied
        user = self._user_with(email, password)
        if user is None and request is not None:
            limits.count(request, **about)
        return user

    def _user_with(self, email, password):
        # Lower() on both sides, as in the unique index, which makes this a look-up and not a scan.
        same = get_user_model().objects.alias(lowered=Lower("email")).filter(lowered=Lower(Value(email)))
        user = same.first()
        if user is None:
            # As much work as a real check, so that the time taken tells nothing.
            get_user_model()().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None
