"""The office at the delivery table: it reads, tries and changes it."""

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from shop.accounts.models import User
from shop.delivery.models import Zone
from shop.delivery.operations import terms_of, write_zone
from shop.delivery.queries import the_table
from shop.demo.accounts import OFFICE
from shop.tests.scenes.accounts import signed_in
from shop.tests.scenes.office import sends_it_empty
from shop.tests.scenes.scene import Scene, Who
from shop.tests.worlds import NOW


def changed_twice():
    """Somebody has set a surcharge, and has named other near provinces."""
    by = User.objects.filter(is_superuser=True).first()
    far, near = (terms_of(Zone.objects.get(kind=kind)) for kind in ("far", "near"))
    seen = the_table().version
    write_zone(kind="far", terms=replace(far, surcharge=far.surcharge + 5_000), seen=seen, by=by, now=NOW)
    provinces = (*near.provinces, "Phú Thọ")
    write_zone(kind="near", terms=replace(near, provinces=provinces), seen=seen + 1, by=by, now=NOW)


def at_the_table(**asked):
    """The office opens the table, and perhaps tries a parcel."""

    def arrive(client):
        signed_in(client, OFFICE)
        changed_twice()
        return reverse("dashboard:delivery-table") + (f"?{urlencode(asked)}" if asked else "")

    return arrive


def at_a_zone(kind):
    """The office is about to change a zone."""

    def arrive(client):
        signed_in(client, OFFICE)
        return reverse("dashboard:delivery-zone", kwargs={"pk": Zone.objects.get(kind=kind).pk})

    return arrive


def at_the_terms(client):
    """The office is about to change what holds for all zones."""
    signed_in(client, OFFICE)
    return reverse("dashboard:delivery-terms")


def somebody_was_quicker(person):
    """Saves what another person has changed since."""
    changed_twice()
    sends_it_empty(person)


def makes_the_heavier_cheaper(person):
    """Writes a step that cannot be."""
    person.page.locator("[name=steps]").fill("2000 | 45000\n5000 | 30000")
    sends_it_empty(person)


BY = Who.OFFICE
SCENES = [
    Scene("office-delivery", "Phí giao: bảng phí", at_the_table(), BY),
    Scene("office-delivery-try", "Thử phí một kiện", at_the_table(grams=5_100, to="Hà Nội"), BY),
    Scene("office-delivery-cold", "Không giữ lạnh được", at_the_table(grams=900, to="Hà Nội", cold="on"), BY),
    Scene("office-delivery-zone", "Sửa vùng các tỉnh gần", at_a_zone("near"), BY),
    Scene("office-delivery-refused", "Nặng lại rẻ hơn", at_a_zone("far"), BY, makes_the_heavier_cheaper),
    Scene("office-delivery-late", "Vùng: người khác vừa sửa", at_a_zone("far"), BY, somebody_was_quicker),
    Scene("office-delivery-terms", "Khối lượng và thể tích", at_the_terms, BY),
]
