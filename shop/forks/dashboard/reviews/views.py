"""Oscar's list of reviews, less a fault of its own."""

from django.core.exceptions import BadRequest
from oscar.apps.dashboard.reviews import views


class ReviewListView(views.ReviewListView):
    """Decides on several reviews at once, and only what the form knows: Oscar would try any number."""

    def update_selected_review_status(self, request, reviews):
        """Raises BadRequest on what is no decision."""
        if "status" in self.review_form_class(request.POST).errors:
            raise BadRequest("No such decision.")
        return super().update_selected_review_status(request, reviews)
