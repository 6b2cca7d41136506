"""/quay/diem/…/bao-tin/: where a point's morning news goes; its manager sets the chat service."""

from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django_ratelimit.core import is_ratelimited

from shop.counter.access import Role, at_point
from shop.messages.hooks import HookFailed
from shop.warehouse.models import PointHook
from shop.warehouse.telling import keep_hook, readers_of, tell

#: Tests of one point, whoever of its managers sends them.
TESTS_PER_POINT = "5/h"


class HookForm(forms.Form):
    """The address of a chat service; empty for none."""

    url = forms.URLField(
        label=gettext_lazy("Address of the chat service's webhook"),
        help_text=gettext_lazy("Begins with https://. Leave it empty to be told by e-mail only."),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_url(self):
        """Raises ValidationError for an address that is not encrypted or names a person."""
        url = self.cleaned_data["url"]
        if url and (urlsplit(url).scheme != "https" or urlsplit(url).username is not None):
            raise forms.ValidationError(_("The address has to begin with https://."))
        return url


@method_decorator(at_point(Role.MANAGER), name="dispatch")
class NewsView(View):
    """Who is told, and the chat service that is told too."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request):
        return self._page()

    def post(self, request):
        if request.POST.get("what") == "test":
            self._test()
            return redirect("counter:news", code=request.point.code)
        form = HookForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        keep_hook(partner=request.point, url=form.cleaned_data["url"])
        messages.success(request, _("Kept."))
        return redirect("counter:news", code=request.point.code)

    def _test(self):
        request, point = self.request, self.request.point
        hook = PointHook.objects.filter(partner=point).first()
        if hook is None:
            return messages.error(request, _("Keep an address first."))
        counted = {"group": "hook-test", "key": lambda *_: str(point.pk), "rate": TESTS_PER_POINT}
        if is_ratelimited(request, increment=True, **counted):
            return messages.error(request, _("Too many tests. Please wait an hour."))
        text = _("A test from %(point)s: the morning news will come here.") % {"point": point.name}
        try:
            tell(hook, text=text, event=f"test-{point.pk}-{timezone.now():%Y%m%d%H%M%S}")
        except HookFailed as fault:
            return messages.error(request, _("The test did not arrive. %(why)s") % {"why": fault})
        return messages.success(request, _("The test has arrived."))

    def _page(self, form=None, status=200):
        point = self.request.point
        hook = PointHook.objects.filter(partner=point).first()
        context = {
            "point": point,
            "hook": hook,
            "form": form or HookForm(initial={"url": hook.url if hook else ""}),
            "readers": readers_of(point),
            "latest": point.digests.first(),
        }
        return render(self.request, "counter/news.html", context, status=status)
