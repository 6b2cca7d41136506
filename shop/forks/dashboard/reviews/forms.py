"""The decision about one review."""

from oscar.apps.dashboard.reviews import forms


class DashboardProductReviewForm(forms.DashboardProductReviewForm):
    """Approved or rejected. What the buyer wrote is to be read, not to be rewritten."""

    class Meta(forms.DashboardProductReviewForm.Meta):
        fields = ("body", "score", "status")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for written in {"body", "score"} & set(self.fields):
            self.fields[written].disabled = True
