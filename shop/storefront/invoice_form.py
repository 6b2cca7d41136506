"""Whom an e-invoice is to be made out to, as a folded part of the checkout's form: all of it or nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.text_fields import MailField, OneLineField
from shop.invoices.models import InvoiceDetails
from shop.invoices.tax_codes import NoTaxCode, normal_tax_code

#: What is said beside a field that is empty while another one is not.
NEEDED = {
    "invoice_tax_code": _("Write the tax code, or leave the whole part about the invoice empty."),
    "invoice_name": _("Write the name of the business or person on the invoice."),
    "invoice_address": _("Write the address on the invoice."),
    "invoice_email": _("Write where the invoice is to be sent to."),
}


def _text(label, *, autocomplete, **kwargs):
    widget = forms.TextInput(attrs={"autocomplete": f"section-invoice billing {autocomplete}"})
    return OneLineField(label=label, required=False, widget=widget, **kwargs)


class InvoiceForm(forms.Form):
    """The four fields; `invoice` is what they come to."""

    invoice_tax_code = forms.CharField(
        label=_("Tax code"),
        required=False,
        max_length=40,
        help_text=_("10 digits, 10-3 digits for a branch, or the 12 digits of a personal number."),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    invoice_name = _text(_("Name on the invoice"), autocomplete="organization", max_length=200)
    invoice_address = _text(_("Address on the invoice"), autocomplete="street-address", max_length=300)
    invoice_email = MailField(
        label=_("E-mail for the invoice"),
        required=False,
        max_length=150,
        widget=forms.EmailInput(attrs={"autocomplete": "section-invoice billing email"}),
    )

    def clean_invoice_tax_code(self):
        """The code's digits. Raises ValidationError for what is none."""
        typed = self.cleaned_data["invoice_tax_code"]
        try:
            return normal_tax_code(typed) if typed else ""
        except NoTaxCode as refused:
            if refused.is_misread:
                raise forms.ValidationError(_("One of the digits is not right; please compare.")) from refused
            said = _("A tax code has 10 digits, 10-3 digits or 12 digits, like 0100109106.")
            raise forms.ValidationError(said) from refused

    def clean(self):
        """Asks for the rest where a part is given."""
        cleaned = super().clean()
        if self.asks_for_invoice:
            for name, words in NEEDED.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned

    @property
    def invoice_fields(self):
        """The bound fields of this part."""
        return [self[name] for name in NEEDED]

    @property
    def asks_for_invoice(self) -> bool:
        """Whether anything is written in this part, also what is wrong."""
        return any(str(field.value() or "").strip() for field in self.invoice_fields)

    @property
    def invoice(self) -> InvoiceDetails | None:
        """Whom to make it out to; None where nobody asks; of a valid form."""
        if not self.asks_for_invoice:
            return None
        return InvoiceDetails(*(self.cleaned_data[name] for name in NEEDED))
