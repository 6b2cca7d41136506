"""What a person types to sign in or up, to get a new password, or to show once more who they are."""

from django import forms
from django.contrib.auth import forms as auth_forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import MailField, OneLineField
from shop.accounts import limits
from shop.accounts.consent import account_consent
from shop.accounts.letters import send_letter
from shop.accounts.models import User


class SignInForm(auth_forms.AuthenticationForm):
    """E-mail and password. It never says which of the two was wrong."""

    username = auth_forms.UsernameField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autofocus": True}))
    error_messages = {
        "invalid_login": _("The e-mail or the password is not right. Small and capital letters differ."),
        "inactive": _("This account is closed."),
    }


def _email():
    return MailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NewPasswordRequestForm(auth_forms.PasswordResetForm):
    """The e-mail to which a link for a new password goes or, without an account, a word about that."""

    email = _email()

    def save(self, **options):
        """Writes one letter either way, so that neither the answer nor its time tells who has an account."""
        email = self.cleaned_data["email"]
        if any(self.get_users(email)):
            super().save(**options)
            return
        how = {"name": "password_reset_unknown", "subject": "password_reset"}
        send_letter(to=email, language=get_language(), email=email, **how)


class SignUpRequestForm(forms.Form):
    """The e-mail to which the link to a new account goes."""

    email = _email()


class SignUpForm(auth_forms.SetPasswordMixin, forms.Form):
    """Behind that link: a name if they like, a password twice, and the consent, never ticked beforehand."""

    name = OneLineField(
        label=pgettext_lazy("person", "Name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password1, password2 = auth_forms.SetPasswordMixin.create_password_fields(
        _("Password"), _("The password once more")
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        error_messages={"required": _("Without your consent we may not keep an account for you.")},
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self._email = email
        self.fields["consent"].help_text = account_consent()

    def clean(self):
        """Judges the password by Django's validators, which look at e-mail and name, too."""
        cleaned = super().clean()
        self.validate_passwords()
        user = User(email=self._email, first_name=cleaned.get("name", ""))
        self.validate_password_for_user(user, "password1")
        return cleaned


class PasswordAgainForm(forms.Form):
    """The password of who is signed in, before what cannot be undone; wrong ones count as at the sign-in."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._request = request

    def clean_password(self):
        """The password. Raises ValidationError where it is another one."""
        password = self.cleaned_data["password"]
        if not is_own_password(self._request, password):
            raise forms.ValidationError(_("This is not your password. Small and capital letters differ."))
        return password


class ChangePasswordForm(auth_forms.PasswordChangeForm):
    """The old password and a new one, twice."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self._request = request

    def clean_old_password(self):
        """The old password. Raises ValidationError where it is another one."""
        if not is_own_password(self._request, self.cleaned_data["old_password"]):
            raise forms.ValidationError(_("This is not your password. Small and capital letters differ."))
        return self.cleaned_data["old_password"]


def is_own_password(request, password: str) -> bool:
    """Whether it is the password of who is signed in; where not, one more wrong one is counted."""
    if request.user.check_password(password):
        return True
    limits.count(request, limits=limits.WRONG_PASSWORDS, email=request.user.email)
    return False
