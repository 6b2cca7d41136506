"""The manager of a point sets where its morning news goes, and tries it."""

import pytest
from django.core.cache import cache

from shop.counter import news
from shop.messages.hooks import HookFailed
from shop.tests.worlds import a_point, a_seller
from shop.warehouse.models import PointHook

pytestmark = pytest.mark.django_db
HOOK = "https://chat.example/hooks/a"


@pytest.fixture
def point():
    cache.clear()  # Tests are counted there.
    return a_point("Điểm OCOP Mường Thanh")


@pytest.fixture
def manager(client, point):
    user = a_seller(point, email="manager@example.com")
    user.memberships.update(role="manager")
    client.force_login(user)
    return client


@pytest.fixture
def sent(monkeypatch):
    """What would have been sent."""
    sent = []
    monkeypatch.setattr(news, "tell", lambda hook, **said: sent.append((hook.url, said)))
    return sent


def page(point):
    return f"/quay/diem/{point.partner.code}/bao-tin/"


def test_it_says_who_is_told(manager, point):
    assert "manager@example.com" in manager.get(page(point)).content.decode()


def test_an_address_is_kept_with_its_secret(manager, point):
    answer = manager.post(page(point), {"what": "keep", "url": HOOK}, follow=True)
    hook = PointHook.objects.get()
    assert (hook.partner, hook.url) == (point.partner, HOOK)
    assert hook.secret in answer.content.decode()


@pytest.mark.parametrize(
    "url", ["http://chat.example/a", "https://me:pw@chat.example/a", "chat", "ftp://a.example"]
)
def test_an_address_that_is_none_is_refused(manager, point, url):
    answer = manager.post(page(point), {"what": "keep", "url": url})
    assert answer.status_code == 422
    assert not PointHook.objects.exists()


def test_nothing_typed_takes_it_away(manager, point):
    manager.post(page(point), {"what": "keep", "url": HOOK})
    manager.post(page(point), {"what": "keep", "url": ""})
    assert not PointHook.objects.exists()


def test_a_test_is_sent_a_few_times_an_hour(manager, point, sent):
    manager.post(page(point), {"what": "keep", "url": HOOK})
    answers = [manager.post(page(point), {"what": "test"}, follow=True) for _ in range(6)]
    assert "Tin thử đã tới nơi." in answers[0].content.decode()
    assert "Đã thử quá nhiều lần." in answers[5].content.decode()
    assert len(sent) == 5
    assert sent[0][0] == HOOK
    assert "Mường Thanh" in sent[0][1]["text"]


def test_a_test_that_fails_says_why(manager, point, monkeypatch):
    def fails(hook, **said):
        raise HookFailed("Địa chỉ trả lời 404.")

    monkeypatch.setattr(news, "tell", fails)
    manager.post(page(point), {"what": "keep", "url": HOOK})
    assert "Địa chỉ trả lời 404." in manager.post(page(point), {"what": "test"}, follow=True).content.decode()


def test_without_an_address_there_is_nothing_to_test(manager, point, sent):
    assert (
        "Hãy lưu một địa chỉ trước."
        in manager.post(page(point), {"what": "test"}, follow=True).content.decode()
    )
    assert sent == []
