"""A point's staff: added and named here, without any role in the dashboard."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.partners import forms as oscar_forms
from oscar.apps.dashboard.partners.forms import *  # noqa: F403

from shop.accounts.models import User
from shop.forks.partner.memberships import give_role, join
from shop.forks.partner.models import PointMembership

Role = PointMembership.Role


class PointRoleField(forms.ChoiceField):
    """What somebody does at the point; has nothing to do with the dashboard."""

    def __init__(self):
        super().__init__(
            label=_("Role at this point"),
            choices=Role.choices,
            initial=Role.SELLER,
            help_text=_(
                "A seller serves orders and counts; a stock keeper also receives, sends and corrects; "
                "the manager also decides on counts."
            ),
        )


class NewUserForm(oscar_forms.NewUserForm):
    """A new member of a point's staff."""

    role = None
    point_role = PointRoleField()

    def save(self, commit=True):
        """Writes the account, a member of the partner."""
        user = super(oscar_forms.NewUserForm, self).save()
        join(partner=self.partner, user=user, role=self.cleaned_data["point_role"])
        return user


class ExistingUserForm(forms.ModelForm):
    """Name and role. A new password comes by e-mail, so nobody sets one for somebody with more rights."""

    point_role = PointRoleField()

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    def __init__(self, *args, partner, **kwargs):
        super().__init__(*args, **kwargs)
        self.partner = partner
        membership = PointMembership.objects.get(partner=partner, user=self.instance)
        self.fields["point_role"].initial = membership.role

    def save(self, commit=True):
        """Writes the name, and the role at this one point."""
        user = super().save(commit)
        give_role(partner=self.partner, user=user, role=self.cleaned_data["point_role"])
        return user
