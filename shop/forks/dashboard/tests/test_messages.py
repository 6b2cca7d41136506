"""The office sees what was told and of what nobody knows, decides by one click, and looks at every kind."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shop.forks.dashboard.tests.office import a_superuser
from shop.messages.kinds import Kind
from shop.messages.models import Message
from shop.messages.outbox import Reader
from shop.messages.senders import NotSent
from shop.messages.tests.outbox_world import Noting, send, told
from shop.tests.worlds import NOW, a_product, a_seller, an_order, put_on_shelf

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/messages/"
State = Message.State


@pytest.fixture
def office(client):
    client.force_login(a_superuser())
    return client


@pytest.fixture
def unsure():
    """A message that nobody knows of."""
    message = told()
    send(Noting(TimeoutError()))
    message.refresh_from_db()
    return message


def rows(client, query=""):
    """The ids of the messages on the list, as it shows them."""
    page = BeautifulSoup(client.get(LIST + query).content, "html.parser")
    links = page.select("table a[href*='/messages/']")
    return [int(link["href"].rstrip("/").rpartition("/")[2]) for link in links]


def address(name, message):
    return reverse(f"dashboard:{name}", kwargs={"pk": message.pk})


def test_what_nobody_knows_of_stands_first_then_the_newest(office, unsure):
    older, newer = told(), told()

    assert rows(office) == [unsure.pk, newer.pk, older.pk]


def test_the_list_is_narrowed_by_state_kind_channel_order_and_reader(office, unsure, settings):
    settings.MESSAGES_WEBHOOK_URL = "https://gateway.example/"
    put_on_shelf(product := a_product(), 5)
    order = an_order((product, 1))
    Message.objects.filter(order=order).delete()
    ours = told(order_id=order.pk)
    phone = told(kind=Kind.PARCEL_SENT, to=Reader(phone="0912345678"))

    assert rows(office, "?tab=unsure") == [unsure.pk]
    assert rows(office, "?tab=waiting") == [phone.pk, ours.pk]
    assert rows(office, "?kind=parcel_sent") == [phone.pk]
    assert rows(office, "?channel=sms") == [phone.pk]
    assert rows(office, f"?q={order.number}") == [ours.pk]
    assert rows(office, "?q=0912") == [phone.pk]
    assert rows(office, "?tab=x&kind=y&channel=z") == [unsure.pk, phone.pk, ours.pk]
    assert rows(office, "?q=%00%25") == []


def test_the_tab_of_what_wants_a_look_has_what_nothing_more_happens_to(office, unsure):
    failing = told()
    send(Noting(NotSent("no")))
    assert rows(office, "?tab=look") == [unsure.pk]

    Message.objects.filter(pk=failing.pk).update(next_try_at=None)
    assert rows(office, "?tab=look") == [unsure.pk, failing.pk]


def test_a_long_list_costs_as_many_queries_as_a_short_one(office):
    costs = []
    for number in (1, 9):
        for _ in range(number):
            told()
        with CaptureQueriesContext(connection) as queries:
            office.get(LIST)
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("step", "state"), [("message-send-again", State.WAITING), ("message-arrived", State.SENT)]
)
def test_one_click_decides_and_a_second_is_told_that_it_is_decided(office, unsure, step, state):
    answers = [office.post(address(step, unsure), follow=True) for _ in range(2)]

    unsure.refresh_from_db()
    assert (unsure.state, unsure.settled_by.email) == (state, "office@example.com")
    said = [[message.level_tag for message in answer.context["messages"]] for answer in answers]
    assert said == [["success"], ["error"]]


@pytest.mark.parametrize("step", ["message-send-again", "message-arrived"])
def test_reading_an_address_decides_nothing(office, unsure, step):
    assert office.get(address(step, unsure)).status_code == 405
    unsure.refresh_from_db()
    assert unsure.state == State.UNSURE


def test_buttons_are_there_only_while_there_is_something_to_decide(office, unsure):
    page = office.get(address("message-detail", unsure))
    assert address("message-send-again", unsure) in page.content.decode()

    Message.objects.update(state=State.SENT, sent_at=NOW)
    page = office.get(address("message-detail", unsure))
    assert address("message-send-again", unsure) not in page.content.decode()


def test_who_may_only_look_decides_nothing(client, unsure):
    clerk = a_seller()
    clerk.is_staff = True
    clerk.save()
    clerk.user_permissions.add(Permission.objects.get(codename="view_message"))
    client.force_login(clerk)

    assert client.get(LIST).status_code == 200
    assert client.post(address("message-send-again", unsure)).status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_looked_at_and_is_said_to_be_a_sample(office, kind, language):
    page = BeautifulSoup(office.get(f"{LIST}samples/{kind}/{language}/").content, "html.parser")

    frame = page.find("iframe")
    html = office.get(frame["src"])
    assert "Mẫu: không có đơn" in page.find(class_="alert-info").get_text()
    assert frame.has_attr("sandbox")
    assert not frame["sandbox"]
    assert (html.status_code, b"DB000000" in html.content) == (200, True)
    assert len(page.find_all("pre")) == 3
    assert not Message.objects.exists()


@pytest.mark.parametrize("payment", ["cod", "at_point", "transfer", "card", "nothing"])
def test_a_kind_can_be_looked_at_for_each_way_to_pay(office, payment):
    assert office.get(f"{LIST}samples/order_placed/vi/?payment={payment}").status_code == 200


def test_the_frames_page_runs_and_loads_nothing(office, unsure):
    for path in (f"{LIST}samples/order_placed/vi/html/", address("message-html", unsure)):
        answer = office.get(path)

        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "sandbox" in policy
        assert "script-src" not in policy
        assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_what_is_no_kind_or_language_is_not_there(office):
    assert office.get(f"{LIST}samples/no_such/vi/").status_code == 404
    assert office.get(f"{LIST}samples/order_placed/fr/").status_code == 404


def test_words_of_readers_are_no_markup_on_the_page(office, unsure):
    Message.objects.update(text="<script>1</script>", subject="<b>x", fault="<i>y", recipient="<u>z")

    page = office.get(address("message-detail", unsure)).content.decode()

    for words in ("<script>1", "<b>x", "<i>y", "<u>z"):
        assert words not in page
