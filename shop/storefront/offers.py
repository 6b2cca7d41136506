"""Oscar's two pages of offers, which never put alcohol forward, whoever reads."""

from oscar.apps.offer import views as oscar_views


class OfferListPage(oscar_views.OfferListView):
    """/uu-dai/: the offers, each with a few of its products."""

    def get_context_data(self, **kwargs):
        """The template asks each offer for its products; here it is given those for everyone."""
        context = super().get_context_data(**kwargs)
        for offer in context["offers"]:
            offer.products = offer.products().for_everyone()
        return context


class OfferPage(oscar_views.OfferDetailView):
    """/uu-dai/…/: what an offer is about."""

    def get_queryset(self):
        """The offer's products, less what is for adults only."""
        return super().get_queryset().for_everyone()
