"""Oscar's basket, less what our page does not show, and with every refusal said where it is seen."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from oscar.apps.basket import views as oscar_views

from catalog.products.models import Product
from shop.payments.money import dong
from shop.storefront.age import is_kept_from
from shop.storefront.fee_estimate import estimate


class BasketPage(oscar_views.BasketView):
    """/gio-hang/: lines to change or take out, and the sum of them."""

    def dispatch(self, request, *args, **kwargs):
        """Never cached: it is one person's."""
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def get_context_data(self, **kwargs):
        """The formset and the total. Oscar's own also works out delivery, which checkout does here."""
        context = super(oscar_views.BasketView, self).get_context_data(**kwargs)
        basket = self.request.basket
        goods = [form.instance.product for form in context["formset"]]
        # A variant is shown with its parent's name and picture.
        prefetch_related_objects(goods, "parent")
        prefetch_related_objects([product.main for product in goods], Product.objects.all().first_images())
        return {
            **context,
            "basket": basket,
            "warnings": self.get_basket_warnings(basket),
            "total": self._total(),
            "estimate": None if basket.is_empty else estimate(basket, self.request.GET, timezone.now()),
        }

    def get_basket_warnings(self, basket):
        """Of each line why it cannot be ordered as it stands, else whether its price has changed since."""
        return [warning for warning in map(_warning, basket.all_lines()) if warning]

    def formset_invalid(self, formset):
        """Shows everything as it was sent, with what is wrong beside it.

        Oscar would first delete the lines ticked for it, from data that it takes to be whole.
        """
        return self.render_to_response(self.get_context_data(formset=formset), status=422)

    def _total(self):
        basket = self.request.basket
        return 0 if basket.is_empty else dong(basket.total_incl_tax)


def _warning(line):
    can_be, reason = line.purchase_info.availability.is_purchase_permitted(line.quantity)
    return line.get_warning() if can_be else f"{line.product.full_title}: {reason}."


class AddToBasket(oscar_views.BasketAddView):
    """Adds and shows the basket. A refusal is shown there too: product pages are cached, without messages."""

    def post(self, request, *args, **kwargs):
        """A refusal names the product; of what is for adults only, it does so to adults only."""
        if is_kept_from(request, kwargs["pk"]):
            return redirect("age:gate")
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        """Says each reason once; keeps no copy of what was sent in the session, as Oscar would."""
        errors = form.errors
        if "child_id" in errors:
            errors = {"child_id": [_("Choose one of its sizes.")]}
        for reasons in errors.values():
            for reason in reasons:
                messages.error(self.request, f"{form.product.full_title}: {reason}")
        return redirect("basket:summary")

    def get_success_url(self):
        """The basket, whatever address the form names."""
        return reverse("basket:summary")
