"""/don-hang/…/danh-gia/: a review of a line, written and erased by whoever has the order's link."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_ratelimit.core import is_ratelimited

from shop.forks.order.models import Line
from shop.forks.reviews.exceptions import CannotReview
from shop.forks.reviews.operations import erase_review, has_gone_out, write_review
from shop.freshness.caching import personal_page
from shop.storefront.forms import ORDER_KEY
from shop.storefront.review_form import ReviewForm

REVIEWS_PER_ADDRESS = "20/h"


@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, key, line_id):
    """The form; sent, the order's page again. At most twenty an hour come from one address."""
    line = _line_or_404(key, line_id)
    if hasattr(line, "review") or line.product is None or not has_gone_out(line):
        return _refused(request, line)
    if request.method != "POST":
        return _form_page(request, line, ReviewForm(), 200)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _form_page(request, line, form, 422)
    if is_ratelimited(request, group="reviews", key="ip", rate=REVIEWS_PER_ADDRESS, increment=True):
        form.add_error(
            None, _("Too many reviews from here. Nothing is lost: please send it again in an hour.")
        )
        return _form_page(request, line, form, 429)
    try:
        write_review(line=line, **form.cleaned_data)
    except CannotReview:
        return _refused(request, line)
    messages.success(request, _("Thank you. The office reads your review; then it is on the product's page."))
    return redirect(line.order)


@personal_page
@require_POST
def erase(request, key, line_id):
    """Takes the review away, wherever it was shown."""
    line = _line_or_404(key, line_id)
    if erase_review(line=line):
        messages.success(request, _("Your review is erased."))
    return redirect(line.order)


def _line_or_404(key, line_id):
    lines = Line.objects.select_related("order", "product__parent", "review")
    line = lines.filter(order__key=key, pk=line_id).first() if ORDER_KEY.match(key) else None
    if line is None:
        raise Http404
    return line


def _refused(request, line):
    """Back to the order, which shows the review or how far the parcel is."""
    if not has_gone_out(line):
        messages.info(request, _("Goods can be reviewed once they are sent or handed over."))
    return redirect(line.order)


def _form_page(request, line, form, status):
    context = {"line": line, "order": line.order, "form": form}
    return render(request, "storefront/review_form.html", context, status=status)
