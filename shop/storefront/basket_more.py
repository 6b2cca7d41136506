"""The basket page's other forms: codes, a gift's words, and what is put aside for later."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from django_ratelimit.core import is_ratelimited

from shop.fulfilment.codes import CodeRefused, enter_code
from shop.storefront.basket import BasketPage
from shop.storefront.basket_forms import CodeForm
from shop.storefront.putting_aside import put_aside, put_aside_by, remember

CODES_PER_ADDRESS = "10/m"


class _Form(BasketPage):
    """A form of the basket's page, which is shown again with its faults."""

    def get(self, request, *args, **kwargs):
        """Nothing of its own to show."""
        return redirect("basket:summary")


class AddCode(_Form):
    """A voucher's code; at most ten tries a minute from one address, so that nobody guesses them."""

    def post(self, request, *args, **kwargs):
        """The basket with the code in it, or the reason why not beside the field."""
        form = CodeForm(request.POST)
        if is_ratelimited(request, group="voucher", key="ip", rate=CODES_PER_ADDRESS, increment=True):
            form.add_error("code", _("Too many tries. Please wait a minute and try again."))
            return self.show(429, code_form=form)
        if form.is_valid():
            wanted = {"code": form.cleaned_data["code"], "user": request.user, "at": timezone.now()}
            try:
                enter_code(basket=request.basket, **wanted)
            except CodeRefused as refusal:
                form.add_error("code", str(refusal))
        return redirect("basket:summary") if form.is_valid() else self.show(422, code_form=form)


class RemoveCode(View):
    """Takes a code out; of one that is not in the basket nothing is said."""

    http_method_names = ["post"]

    def post(self, request, pk):
        """Back to the basket."""
        if request.basket.id:
            request.basket.vouchers.remove(*request.basket.vouchers.filter(pk=pk))
        return redirect("basket:summary")


class Gift(_Form):
    """A message for whoever receives the goods, and wrapping."""

    def post(self, request, *args, **kwargs):
        """Kept with the basket until it is ordered."""
        form, basket = self.gift_form(request.POST), request.basket
        if not form.is_valid():
            return self.show(422, gift_form=form)
        if basket.id:
            basket.gift_message = form.cleaned_data["gift_message"]
            basket.gift_wrap = form.cleaned_data.get("gift_wrap", False)
            basket.save(update_fields=["gift_message", "gift_wrap"])
            messages.success(request, _("Written down."))
        return redirect("basket:summary")


class PutAside(View):
    """Moves lines between the basket and what is put aside, and forgets the latter. Only the person's own."""

    def get(self, request):
        """Nothing of its own to show."""
        return redirect("basket:summary")

    def post(self, request):
        """`aside`, `back` or `forget` names a line."""
        response = redirect("basket:summary")
        if (line := self._line(request.basket, "aside")) is not None:
            remember(response, put_aside(request, line))
        elif (saved := put_aside_by(request)) is not None:
            if (line := self._line(saved, "forget")) is not None:
                line.delete()
            elif (line := self._line(saved, "back")) is not None:
                self._take_back(line)
        request.basket._lines = None
        return response

    def _line(self, basket, name):
        sent = self.request.POST.get(name, "")
        if not (basket.id and sent.isascii() and sent.isdigit()):
            return None
        return basket.lines.filter(pk=int(sent[:18])).select_related("product", "stockrecord").first()

    def _take_back(self, line):
        basket, product = self.request.basket, line.product
        wanted = basket.product_quantity(product) + line.quantity
        availability = self.request.strategy.fetch_for_product(product).availability
        is_possible, reason = availability.is_purchase_permitted(wanted)
        if is_possible:
            is_possible, reason = basket.is_quantity_allowed(line.quantity)
        if not is_possible:
            messages.error(self.request, f"{product.full_title}: {reason}")
            return
        if not basket.id:
            basket.save()
        basket.merge_line(line)
