"""Sign-in by e-mail, equally slow for known and unknown addresses."""

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend


class EmailBackend(ModelBackend):
    """Finds a user by e-mail, upper and lower case alike."""

    def authenticate(self, request, username=None, password=None, email=None):
        """The user with that e-mail and password, or None."""
        email = email or username
        if not email or password is None:
            return None
        user = get_user_model().objects.filter(email__iexact=email).first()
        if user is None:
            # As much work as a real check, so that the time taken tells nothing.
            get_user_model()().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None
