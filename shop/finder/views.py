"""The search box's page, and what it suggests as one types; the same for every visitor."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.search.operations import note_missed
from catalog.search.question import Closeness
from shop.assortment.filters import LONGEST_QUERY, search_line, words_asked
from shop.finder.finding import find, suggest
from shop.freshness.caching import visitors_page
from shop.storefront.age import of_age


@visitors_page
@require_safe
def results(request):
    """/tim/?q=…: everything that has the words, by kind."""
    now, adults = timezone.now(), of_age(request)
    words, error = _words(request)
    context = {"words": words, "error": error, "of_age": adults}
    if words:
        found = find(words, now, adults=adults)
        # What only the age gate hides is not missing from the shop.
        if not found and (adults or not find(words, now, adults=True)):
            note_missed(words=words, now=now)
        context |= {
            "found": found,
            "is_mended": found.closeness is Closeness.MENDED,
            "is_partial": found.closeness is Closeness.PARTIAL,
        }
    return render(request, "finder/results.html", context, status=400 if error else 200)


@visitors_page
@require_safe
def suggestions(request):
    """/tim/goi-y/?q=…: `{"suggestions": [{"kind", "name", "url"}]}`, none for what is too long."""
    words, error = _words(request)
    found = list(suggest(words, timezone.now(), adults=of_age(request))) if words and not error else []
    return JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})


def _words(request):
    """The words asked for, cut where they are too long, and what is wrong with them."""
    typed = request.GET.get("q", "")
    try:
        return words_asked(typed), ""
    except ValueError as wrong:
        return search_line(typed)[:LONGEST_QUERY], str(wrong)
