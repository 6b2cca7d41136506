"""The office's pages of certificates: each step is one operation, its refusals said beside the fields."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, UpdateView

from catalog.certification import operations
from catalog.certification.exceptions import CertificateRefused
from catalog.certification.models import Certificate
from catalog.certification.querysets import with_off_sale
from catalog.pictures.models import Picture
from catalog.pictures.waiting import WaitingRoom
from catalog.producers.models import Producer
from catalog.products.models import Product
from shop.forks.dashboard import views as dashboard
from shop.forks.dashboard.certificates.forms import PaperForm, ReasonForm, ScanForm, WhenLapsedForm
from shop.forks.dashboard.certificates.listing import FIRST_TAB, TABS, of_tab, with_words

ROWS = 50


class CertificateListView(TemplateView):
    """By tab and by words; when the producer was told stands beside each."""

    template_name = "oscar/dashboard/certificates/certificate_list.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        tab, typed = self.request.GET.get("tab", FIRST_TAB), self.request.GET.get("q", "")[:100]
        tab = tab if tab in TABS else FIRST_TAB
        page = Paginator(with_words(of_tab(tab, now), typed), ROWS).get_page(self.request.GET.get("page"))
        for certificate in page:
            certificate.now = certificate.state(now)
            certificate.notice = getattr(certificate, "expiry_notice", None)
        return super().get_context_data(
            tabs=[(name, label, of_tab(name, now).count()) for name, label in TABS.items()],
            tab=tab,
            typed=typed,
            page_obj=page,
            paginator=page.paginator,
            **kwargs,
        )


class HistoryView(TemplateView):
    """All certificates of one product, what was done to them, and what may be done now."""

    template_name = "oscar/dashboard/certificates/product.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        products = with_off_sale(Product.objects.select_related("producer"), now)
        product = get_object_or_404(products, pk=self.kwargs["pk"])
        found = product.certificates.latest_first().select_related("scan", "expiry_notice")
        certificates = list(found.prefetch_related("events__actor"))
        for certificate in certificates:
            certificate.now = certificate.state(now)
            certificate.notice = getattr(certificate, "expiry_notice", None)
        return super().get_context_data(product=product, certificates=certificates, **kwargs)


class StepView(dashboard.StepView):
    """One step at one product: a form, an operation, and back to the history."""

    template_name = "oscar/dashboard/certificates/step.html"
    refusal = CertificateRefused

    @cached_property
    def product(self):
        """Whose certificates these are."""
        return get_object_or_404(Product, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(product=self.product, title=self.title, **kwargs)

    def get_success_url(self):
        return reverse("dashboard:certificate-product", kwargs={"pk": self.product.pk})


class PaperView(StepView):
    """A new certificate: `step` names the operation."""

    form_class = PaperForm
    step = "award"
    titles = {
        "award": gettext_lazy("Award stars"),
        "rerate": gettext_lazy("Rate again, same stars"),
        "raise_stars": gettext_lazy("Raise the stars"),
    }
    done = gettext_lazy("The certificate is written.")

    @property
    def title(self):
        """What the page is called."""
        return self.titles[self.step]

    def get_initial(self):
        """Who issued the last one most likely issues the next."""
        last = self.product.certificates.latest_first().first()
        if last is None:
            return {"issuer_level": "province"}
        stars = min(last.stars + 1, 5) if self.step == "raise_stars" else last.stars
        return {"stars": stars, "issuer": last.issuer, "issuer_level": last.issuer_level}

    def get_form_kwargs(self):
        """With the room where the picture waits while something else is refused."""
        return super().get_form_kwargs() | {"room": WaitingRoom(self.request.user.pk, timezone.now())}

    def form_invalid(self, form):
        """The form again, with its picture."""
        form.keep_pictures()
        return super().form_invalid(form)

    def act(self, form, *, by, now):
        operation = getattr(operations, self.step)
        reason = form.cleaned_data["reason"]
        certificate = operation(product=self.product, paper=form.paper, by=by, reason=reason, now=now)
        if form.cleaned_data["scan"]:
            _attach(certificate, form.cleaned_data["scan"], by, now)
        form.let_pictures_go()


class WhenLapsedView(StepView):
    """What becomes of the product without a certificate in force."""

    form_class = WhenLapsedForm
    title = gettext_lazy("When the certificate has lapsed")
    done = gettext_lazy("Kept; it counts from now on.")

    def get_initial(self):
        return {"when_lapsed": self.product.when_lapsed}

    def act(self, form, *, by, now):
        choice, reason = form.cleaned_data["when_lapsed"], form.cleaned_data["reason"]
        operations.choose_when_lapsed(product=self.product, choice=choice, by=by, reason=reason, now=now)


class OfCertificateView(StepView):
    """A step at one certificate."""

    @cached_property
    def certificate(self):
        """The certificate of the address."""
        return get_object_or_404(Certificate.objects.select_related("product"), pk=self.kwargs["pk"])

    @property
    def product(self):
        return self.certificate.product

    def get_context_data(self, **kwargs):
        return super().get_context_data(certificate=self.certificate, **kwargs)


class WithdrawView(OfCertificateView):
    """Takes the stars away, now."""

    form_class = ReasonForm
    title = gettext_lazy("Withdraw the certificate")
    done = gettext_lazy("The certificate is withdrawn, and its stars are gone from every page.")

    def act(self, form, *, by, now):
        reason = form.cleaned_data["reason"]
        operations.withdraw(certificate=self.certificate, by=by, reason=reason, at=now)


class ScanView(OfCertificateView):
    """A picture of the paper."""

    form_class = ScanForm
    title = gettext_lazy("Picture of the paper")
    done = gettext_lazy("The picture is stored.")

    def act(self, form, *, by, now):
        _attach(self.certificate, form.cleaned_data["scan"], by, now)


def _attach(certificate, file, by, now):
    scan = Picture.objects.create(title=certificate.number, file=file)
    operations.attach_scan(certificate=certificate, scan=scan, by=by, now=now)


class ContactView(UpdateView):
    """Where the notices to a product's producer go."""

    model = Producer
    fields = ["email"]
    template_name = "oscar/dashboard/certificates/step.html"

    @cached_property
    def product(self):
        """The product whose history this was asked from."""
        return get_object_or_404(Product.objects.select_related("producer"), pk=self.kwargs["pk"])

    def get_object(self, queryset=None):
        if self.product.producer is None:
            raise Http404
        return self.product.producer

    def get_context_data(self, **kwargs):
        title = _("Contact of %(producer)s") % {"producer": self.object.name}
        return super().get_context_data(product=self.product, title=title, **kwargs)

    def get_success_url(self):
        messages.success(self.request, _("Kept."))
        return reverse("dashboard:certificate-product", kwargs={"pk": self.product.pk})
