"""Every page of the dashboard opens for the office, asks no other host for anything, is shut for others."""

import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import reverse

from shop.forks.dashboard.tests.office import ONLY_POST, a_superuser, the_ids_of_one_of_each, the_pages
from shop.tests.choices import NO_CHOICE
from shop.tests.worlds import a_point, a_product, a_seller, put_on_shelf

pytestmark = [
    pytest.mark.django_db,
    # Oscar pages through lists that it leaves unordered.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
]

FOREIGN = re.compile(r"""(?:src|href|action)=["']((?:https?:)?//[^"']+)""")


def foreign_in(html):
    """The addresses of other hosts; an e-mail names our own in full."""
    return [found for found in FOREIGN.findall(html) if not found.startswith(f"{settings.PUBLIC_URL}/")]


def pages_but(*names):
    """The addresses of all open pages, of an office with one of each thing, but those of these names."""
    pages = the_pages(the_ids_of_one_of_each())
    return [address for name, address in pages if name not in names]


@pytest.mark.slow
def test_every_page_opens_in_words_and_asks_no_other_host_for_anything(client):
    client.force_login(a_superuser())
    pages = pages_but(*ONLY_POST)
    assert len(pages) > 45

    answers = {address: client.get(address) for address in pages}

    assert {at: a.status_code for at, a in answers.items() if a.status_code not in (200, 302)} == {}
    pages = {at: answer for at, answer in answers.items() if not answer.streaming}  # Others are files.
    assert [at for at, answer in pages.items() if NO_CHOICE in answer.content.decode()] == []
    asked = {at: foreign_in(answer.content.decode()) for at, answer in pages.items()}
    assert {at: hosts for at, hosts in asked.items() if hosts} == {}
    assert all("no-store" in answer["Cache-Control"] for answer in answers.values())


@pytest.mark.slow
def test_every_page_is_shut_for_a_points_staff_even_with_oscars_own_permission(client):
    seller = a_seller(a_point())
    of_oscar = Permission.objects.filter(content_type__app_label__in=["partner", "catalogue", "order"])
    seller.user_permissions.add(*of_oscar)
    client.force_login(seller)

    answers = {
        address: {client.get(address).status_code, client.post(address).status_code}
        for address in pages_but("login", "logout")
    }

    assert {address: statuses for address, statuses in answers.items() if statuses != {403}} == {}


def test_every_page_leads_who_is_not_signed_in_to_the_sign_in(client):
    answers = {address: client.get(address) for address in pages_but("login", "logout")}

    sign_in = "/quan-tri/login/?next="
    assert [at for at, a in answers.items() if not a.get("Location", "").startswith(sign_in)] == []


def test_the_menu_leads_only_to_pages_that_open(client):
    client.force_login(a_superuser())
    page = BeautifulSoup(client.get("/quan-tri/").content, "html.parser")
    menus = [page.find(class_="places__ways"), page.find(id="bottom_nav_bar")]
    links = [link["href"] for menu in menus for link in menu.find_all("a") if link["href"] != "#"]

    assert {"/quay/", "/noi-dung/"} <= set(links)
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_what_has_a_history_is_not_deleted_and_that_is_said(client):
    client.force_login(a_superuser())
    record = put_on_shelf(a_product(stars=3), 5, at=a_point())
    for address in (
        reverse("dashboard:catalogue-product-delete", kwargs={"pk": record.product_id}),
        reverse("dashboard:partner-delete", kwargs={"pk": record.partner_id}),
    ):
        answer = client.post(address, follow=True)

        assert answer.redirect_chain == [(address, 302)]
        assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    record.refresh_from_db()
    assert record.product.title


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/quan-tri/catalogue/product-lookup/?page=99999999999999999999", None),
        ("/quan-tri/catalogue/option/abc/update/", None),
        ("/quan-tri/catalogue/attribute-option-group/99999999999999999999/delete/", None),
        ("/quan-tri/orders/?order_number=%00", None),
        ("/quan-tri/orders/", {"action": "download_selected_orders", "selected_order": "abc"}),
    ],
)
def test_what_no_field_can_hold_is_a_bad_request_and_not_our_fault(client, address, data):
    client.force_login(a_superuser())

    answer = client.get(address) if data is None else client.post(address, data)

    assert 200 <= answer.status_code < 500
