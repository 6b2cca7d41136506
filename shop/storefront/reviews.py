"""What buyers say of a product: on its page, and to search engines."""

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from shop.forks.reviews.queries import Reviews
from shop.freshness.caching import visitors_page


@visitors_page
@require_safe
def on_its_product(request, product_slug, product_pk, pk):
    """A review has no page of its own; it stands on its product's."""
    page = redirect("catalogue:detail", product_slug=product_slug, pk=product_pk)
    page["Location"] += f"#review-{pk}"
    return page


def rating_data(reviews: Reviews) -> dict:
    """schema.org's AggregateRating of approved reviews, for a Product; nothing where there is none."""
    if not reviews:
        return {}
    rating = {
        "@type": "AggregateRating",
        "ratingValue": round(float(reviews.average), 1),
        "reviewCount": reviews.count,
        "bestRating": 5,
        "worstRating": 1,
    }
    return {"aggregateRating": rating}
