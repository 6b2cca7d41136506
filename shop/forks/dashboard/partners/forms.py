"""A point's staff: added and named here, without any role in the dashboard."""

from django import forms
from oscar.apps.dashboard.partners import forms as oscar_forms
from oscar.apps.dashboard.partners.forms import *  # noqa: F403

from shop.accounts.models import User


class NewUserForm(oscar_forms.NewUserForm):
    """A new member of a point's staff."""

    role = None

    def save(self, commit=True):
        """Writes the account, a member of the partner."""
        user = super(oscar_forms.NewUserForm, self).save()
        self.partner.users.add(user)
        return user


class ExistingUserForm(forms.ModelForm):
    """The name. A new password comes by e-mail, so that nobody sets one for somebody with more rights."""

    class Meta:
        model = User
        fields = ["first_name", "last_name"]
