"""The office sees what does not agree, and what banks ask back."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from shop.accounts.models import User
from shop.forks.dashboard.tests.office import a_superuser
from shop.settlement.card.models import ProviderEvent
from shop.settlement.card.tests.card_world import a_card_order, of_kind, paid, tell, tell_all
from shop.tests.worlds import a_point, a_seller

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/cards/"


@pytest.fixture
def order(cards):
    """Paid and disputed; and somebody has told of it with another amount before."""
    order = a_card_order()
    cards.world.dispute(paid(cards, order), reason="product_not_received")
    event = {**of_kind(cards, "checkout.session.completed"), "id": "evt_wrong"}
    tell({**event, "data": {"object": {**event["data"]["object"], "amount_total": 7_000}}})
    tell_all(cards)
    return order


@pytest.fixture
def office(client):
    client.force_login(a_superuser())
    return client


def seen(client, event):
    return client.post(reverse("dashboard:card-event-seen", kwargs={"pk": event.pk}))


def test_faults_and_disputes_are_in_the_list(office, order):
    page = office.get(LIST).content.decode()

    assert "Stripe báo 7.000" in page
    assert "product_not_received" in page
    assert page.count(order.number) >= 2


def test_what_somebody_has_seen_to_leaves_the_list(office, order):
    event = ProviderEvent.objects.get(outcome="fault")

    assert seen(office, event).status_code == 302

    event.refresh_from_db()
    assert (event.outcome, event.seen_by.email) == ("seen", "office@example.com")
    assert "Stripe báo 7.000" not in office.get(LIST).content.decode()


def test_an_event_that_is_no_fault_stays_as_it_is(office, order):
    event = ProviderEvent.objects.filter(outcome="applied").first()

    seen(office, event)

    event.refresh_from_db()
    assert (event.outcome, event.seen_by) == ("applied", None)


def test_an_event_that_there_is_not_is_not_found(office):
    assert office.post("/quan-tri/cards/event/99/seen/").status_code == 404


def test_without_keys_the_page_says_that_cards_are_hidden(office):
    answer = office.get(LIST)

    assert answer.context["is_on"] is False
    assert "alert-info" in answer.content.decode()


def test_seeing_is_not_noting(client, order):
    clerk = User.objects.create_user(email="clerk@example.com", password="x")
    clerk.is_staff = True
    clerk.save()
    clerk.user_permissions.add(Permission.objects.get(codename="view_providerevent"))
    client.force_login(clerk)
    event = ProviderEvent.objects.get(outcome="fault")

    assert client.get(LIST).status_code == 200
    assert seen(client, event).status_code == 403


def test_a_points_staff_does_not_see_it(client, order):
    client.force_login(a_seller(a_point()))

    assert client.get(LIST).status_code == 403
