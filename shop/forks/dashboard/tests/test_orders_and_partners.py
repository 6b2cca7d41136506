"""The office looks at orders, and says who works where; parcels and rights are moved elsewhere."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from oscar.core.loading import get_class

from shop.accounts.models import User
from shop.forks.dashboard.tests.office import a_superuser, make
from shop.fulfilment.models import Fulfilment
from shop.fulfilment.queries import all_stock_differences
from shop.tests.worlds import a_point, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    """A browser of the office."""
    client.force_login(a_superuser())
    return client


@pytest.fixture
def order():
    product = a_product("Trà shan tuyết")
    put_on_shelf(product, 5, at=a_point())
    return an_order((product, 2))


def page_of(order):
    return reverse("dashboard:order-detail", kwargs={"number": order.number})


def test_the_order_page_says_who_ordered_and_where_the_parcels_are(office, order):
    text = office.get(page_of(order)).content.decode()

    parcel = order.fulfilments.get()
    for words in ("Lò Thị Thử", "tel:0912345678", parcel.partner.name, f"/quay/kien/{parcel.pk}/"):
        assert words in text
    assert "create_shipping_event" not in text


@pytest.mark.parametrize(
    "action",
    [
        {"order_action": "change_order_status", "new_status": "completed"},
        {"order_action": "create_order_payment_event", "amount": "1", "payment_event_type": "paid"},
        {"line_action": "change_line_statuses", "new_status": "completed"},
        {"line_action": "create_shipping_event", "shipping_event_type": "shipped"},
        {"line_action": "create_payment_event", "amount": "NaN", "payment_event_type": "paid"},
    ],
)
def test_no_action_of_the_order_page_touches_states_money_or_stock(office, order, action):
    make("order.ShippingEventType", name="Shipped", code="shipped")
    make("order.PaymentEventType", name="Paid", code="paid")
    line = order.lines.get()
    before = (order.status, line.status, line.num_allocated)

    answer = office.post(
        page_of(order), {**action, "selected_line": line.pk, f"selected_line_qty_{line.pk}": 2}, follow=True
    )

    assert answer.status_code == 200
    order.refresh_from_db()
    line.refresh_from_db()
    assert (order.status, line.status, line.num_allocated) == before
    assert order.fulfilments.get().status == Fulfilment.Status.NEW
    assert not order.shipping_events.exists()
    assert not order.payment_events.exists()
    assert all_stock_differences() == []


def test_oscars_event_handler_refuses_to_ship_and_leaves_the_counters(order):
    handler = get_class("order.processing", "EventHandler")()
    shipped = make("order.ShippingEventType", name="Shipped", code="shipped")
    lines = list(order.lines.all())
    refusal = get_class("order.exceptions", "InvalidShippingEvent")

    with pytest.raises(refusal):
        handler.handle_shipping_event(order, shipped, lines, [2])
    handler.consume_stock_allocations(order)
    handler.cancel_stock_allocations(order)

    record = lines[0].stockrecord
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (5, 2)
    assert all_stock_differences() == []


def test_an_order_and_its_lines_have_no_status_to_be_set_by_hand(order):
    assert order.available_statuses() == ()
    assert order.lines.get().available_statuses() == ()


def test_notes_are_written_and_deleted(office, order):
    office.post(page_of(order), {"order_action": "save_note", "message": "Gọi trước khi giao"})
    note = order.notes.get()
    assert note.message == "Gọi trước khi giao"

    office.post(page_of(order), {"order_action": "delete_note", "note_id": note.pk})
    assert not order.notes.exists()


def test_the_list_of_orders_sets_no_status(office, order):
    office.post(
        reverse("dashboard:order-list"),
        {"action": "change_order_statuses", "new_status": "completed", "selected_order": order.pk},
    )

    order.refresh_from_db()
    assert order.status == "placed"


def test_a_new_member_of_a_points_staff_gets_the_counter_and_not_the_dashboard(office, client):
    point = a_point()
    office.post(
        reverse("dashboard:partner-user-create", kwargs={"partner_pk": point.partner.pk}),
        {
            "first_name": "Mai",
            "last_name": "Lò",
            "email": "mai@example.com",
            "password1": "hoa-ban-trang-núi",
            "password2": "hoa-ban-trang-núi",
            "role": "staff",
            "point_role": "keeper",
        },
    )

    member = User.objects.get(email="mai@example.com")
    assert list(point.partner.users.all()) == [member]
    assert member.memberships.get().role == "keeper"
    assert not member.is_staff
    assert not member.user_permissions.exists()
    assert member.check_password("hoa-ban-trang-núi")


def test_joining_and_parting_takes_a_form_and_gives_no_rights(office):
    point, person = a_point(), a_seller()
    ids = {"partner_pk": point.partner.pk, "user_pk": person.pk}
    link, unlink = (reverse(f"dashboard:partner-user-{what}", kwargs=ids) for what in ("link", "unlink"))

    assert office.get(link).status_code == 405
    assert not point.partner.users.exists()

    office.post(link)
    assert list(point.partner.users.all()) == [person]
    assert not person.user_permissions.exists()

    parted = office.post(unlink, follow=True)
    assert not point.partner.users.exists()
    assert link not in parted.content.decode()


def test_nobody_sets_a_password_or_a_role_for_somebody_else(office):
    point = a_point()
    person = a_seller(point)

    ids = {"partner_pk": point.partner.pk, "user_pk": person.pk}
    rights = {"role": "staff", "is_staff": "on", "password1": "x" * 12, "password2": "x" * 12}

    office.post(
        reverse("dashboard:partner-user-update", kwargs=ids),
        {"first_name": "Mai", "last_name": "Lò", "point_role": "seller", **rights},
    )

    person.refresh_from_db()
    assert person.first_name == "Mai"
    assert not person.is_staff
    assert person.check_password("quay")


def test_the_office_gives_a_role_at_one_point_and_no_other(office):
    here, elsewhere = a_point(), a_point()
    person = a_seller(here, elsewhere)
    ids = {"partner_pk": here.partner.pk, "user_pk": person.pk}
    page = reverse("dashboard:partner-user-update", kwargs=ids)
    name = {"first_name": "Mai", "last_name": "Lò"}

    office.post(page, name | {"point_role": "manager"})
    roles = dict(person.memberships.values_list("partner", "role"))
    assert roles == {here.partner.pk: "manager", elsewhere.partner.pk: "seller"}

    assert office.post(page, name | {"point_role": "chief"}).status_code == 200
    assert person.memberships.get(partner=here.partner).role == "manager"
    assert "selected" in office.get(page).content.decode()


def test_a_points_pages_name_each_persons_role_in_as_many_queries_however_many_there_are(
    office, django_assert_num_queries
):
    point = a_point()
    pages = [
        reverse("dashboard:partner-manage", kwargs={"pk": point.partner.pk}),
        reverse("dashboard:point-detail", kwargs={"pk": point.pk}),
    ]
    for role in ("seller", "keeper", "manager"):
        a_seller(point, email=f"{role}@example.com").memberships.update(role=role)

    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            text = office.get(page).content.decode()
        for words in ("người bán", "thủ kho", "quản lý điểm"):
            assert words in text
        assert "manager@example.com" in text
        a_seller(point)
        with django_assert_num_queries(len(asked)):
            office.get(page)


def test_the_office_can_send_somebody_a_link_for_a_new_password(office):
    person = a_seller()

    office.post(reverse("dashboard:user-password-reset", kwargs={"pk": person.pk}))

    assert mail.outbox[0].to == [person.email]
    assert "/tai-khoan/mat-khau-moi/" in mail.outbox[0].body
