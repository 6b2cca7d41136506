"""Where what buyers say of a product is read: on its page."""

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from shop.freshness.caching import visitors_page


@visitors_page
@require_safe
def on_its_product(request, product_slug, product_pk, pk):
    """A review has no page of its own; it stands on its product's."""
    page = redirect("catalogue:detail", product_slug=product_slug, pk=product_pk)
    page["Location"] += f"#review-{pk}"
    return page
