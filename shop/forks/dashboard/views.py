"""The dashboard's own sign-in gives way to the one for everybody, which limits wrong passwords."""

from oscar.apps.dashboard.views import *  # noqa: F403

from shop.accounts.views import ToSignInView


class LoginView(ToSignInView):
    """Leads to the one sign-in, and from there back."""
