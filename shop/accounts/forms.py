"""What a person types to sign in, or to get a new password."""

from django import forms
from django.contrib.auth import forms as auth_forms
from django.utils.translation import gettext_lazy as _


class SignInForm(auth_forms.AuthenticationForm):
    """E-mail and password. It never says which of the two was wrong."""

    username = auth_forms.UsernameField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autofocus": True}))
    error_messages = {
        "invalid_login": _("The e-mail or the password is not right. Small and capital letters differ."),
        "inactive": _("This account is closed."),
    }


class NewPasswordRequestForm(auth_forms.PasswordResetForm):
    """The e-mail to which a link for a new password goes, if there is an account."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
