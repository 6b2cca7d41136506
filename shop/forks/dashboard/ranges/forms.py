"""Ranges of goods, narrowed by stars in force and by producers."""

from django import forms
from oscar.apps.dashboard.ranges import forms as oscar_forms
from oscar.apps.dashboard.ranges.forms import *  # noqa: F403

from shop.forks.offer.models import Range


class RangeForm(oscar_forms.RangeForm):
    """All goods or those of groups, and what narrows them. Single products are added on the next page."""

    class Meta(oscar_forms.RangeForm.Meta):
        model = Range
        fields = [*oscar_forms.RangeForm.Meta.fields, "stars_from", "producers"]
        widgets = {"producers": forms.SelectMultiple()}

    def clean(self):
        """Stars or producers by themselves narrow all goods."""
        data = super().clean()
        narrows = data.get("stars_from") or data.get("producers")
        named = data.get("included_categories") or (
            self.instance.pk and self.instance.included_products.exists()
        )
        if narrows and not named:
            data["includes_all_products"] = True
        return data
