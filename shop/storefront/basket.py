"""Oscar's basket, less what our page does not show, and with every refusal said where it is seen."""

from django.conf import settings
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from oscar.apps.basket import views as oscar_views

from catalog.products.models import Product
from shop.forks.offer.applicator import Applicator
from shop.forks.partner.counting import tell_available
from shop.payments.money import dong
from shop.storefront.adding import AddForm, goods_to_add
from shop.storefront.age import is_kept_from
from shop.storefront.basket_forms import CodeForm, GiftForm
from shop.storefront.fee_estimate import estimate
from shop.storefront.putting_aside import put_aside_by


class BasketPage(oscar_views.BasketView):
    """/gio-hang/: lines to change or take out, and the sum of them."""

    def dispatch(self, request, *args, **kwargs):
        """Never cached: it is one person's."""
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def get_queryset(self):
        """The lines, with what is left of each counted for all at once."""
        lines = super().get_queryset()
        tell_available([line.product for line in lines])
        return lines

    def get_context_data(self, **kwargs):
        """The formset and the total. Oscar's own also works out delivery, which checkout does here."""
        context = super(oscar_views.BasketView, self).get_context_data(**kwargs)
        basket, saved = self.request.basket, put_aside_by(self.request)
        lines = [form.instance for form in context["formset"]]
        aside = self._priced(saved)
        goods = [line.product for line in (*lines, *aside)]
        # A variant is shown with its parent's name and picture.
        prefetch_related_objects(goods, "parent")
        prefetch_related_objects([product.main for product in goods], Product.objects.all().first_images())
        empty = basket.is_empty
        at = timezone.now()
        return {
            "code_form": CodeForm(),
            "gift_form": self.gift_form(),
            **context,
            "basket": basket,
            "warnings": self.get_basket_warnings(basket),
            "at_points": [] if empty else Applicator(at=at).cheaper_points(basket, self.request.user),
            "codes": [] if empty else basket.vouchers.all(),
            "before": 0 if empty else dong(basket.total_incl_tax_excl_discounts),
            "total": 0 if empty else dong(basket.total_incl_tax),
            "wrap_fee": settings.GIFT_WRAP_FEE,
            "aside": aside,
            "estimate": None if empty else estimate(basket, self.request.GET, at),
        }

    def gift_form(self, data=None):
        """The words for a gift, as they stand or as they were sent."""
        basket = self.request.basket
        # The form writes into what it is given: a refused text stays out of this basket.
        as_it_stands = {"gift_message": basket.gift_message, "gift_wrap": basket.gift_wrap}
        return GiftForm(data, initial=as_it_stands, wrap_fee=settings.GIFT_WRAP_FEE)

    def _priced(self, saved):
        if saved is None:
            return []
        saved.strategy = self.request.strategy
        return list(saved.all_lines())

    def get_basket_warnings(self, basket):
        """Of each line why it cannot be ordered as it stands, else whether its price has changed since."""
        return [warning for warning in map(_warning, basket.all_lines()) if warning]

    def get_success_url(self):
        """The basket, whatever address a form was sent from."""
        return reverse("basket:summary")

    def formset_invalid(self, formset):
        """Shows everything as it was sent, with what is wrong beside it.

        Oscar would first delete the lines ticked for it, from data that it takes to be whole.
        """
        return self.render_to_response(self.get_context_data(formset=formset), status=422)

    def formset_valid(self, formset):
        """Writes the quantities. Lines are put aside by another form; the page itself tells the new sum."""
        return super(oscar_views.BasketView, self).formset_valid(formset)

    def show(self, status, **forms):
        """The page with another form's faults; what it sent stays in it, and quantities as they stand."""
        self.object_list = self.get_queryset()
        lines = self.get_formset()(queryset=self.object_list, strategy=self.request.strategy)
        return self.render_to_response(self.get_context_data(formset=lines, **forms), status=status)


def _warning(line):
    can_be, reason = line.purchase_info.availability.is_purchase_permitted(line.quantity)
    return line.get_warning() if can_be else f"{line.product.full_title}: {reason}."


class AddToBasket(oscar_views.BasketAddView):
    """Adds and shows the basket. A refusal is shown there too: product pages are cached, without messages.

    What was added is not counted as Oscar's analytics would: all who add a product would write one row.
    """

    form_class = AddForm

    def post(self, request, *args, **kwargs):
        """A refusal names the product; of what is for adults only, it does so to adults only."""
        if is_kept_from(request, kwargs["pk"]):
            return redirect("age:gate")
        self.product = get_object_or_404(goods_to_add(), pk=kwargs["pk"])
        return super(oscar_views.BasketAddView, self).post(request, *args, **kwargs)

    def form_valid(self, form):
        """Says what was added. Offers are worked out by the page that this leads to."""
        quantity = form.cleaned_data["quantity"]
        self.request.basket.add_known(form.product, quantity, form.cleaned_options(), form.info)
        messages.success(self.request, self.get_success_message(form), extra_tags="safe noicon")
        return redirect(self.get_success_url())

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
