"""Staff keep the words of the search where they keep the pages."""

import pytest
from django.urls import reverse

from catalog.search.models import MissedQuery, SynonymSet
from catalog.search.operations import note_missed
from shop.tests.worlds import NOW, a_product

pytestmark = pytest.mark.django_db


def test_a_marketer_adds_words_and_the_search_knows_them(desk, client):
    a_product("Diệp hạ châu")
    assert "Diệp hạ châu" not in client.get("/tim/?q=cỏ chó đẻ").content.decode()
    answer = desk.post(reverse("synonyms:add"), {"words": "diệp hạ châu, cỏ chó đẻ"})
    assert answer.status_code == 302
    assert SynonymSet.objects.filter(words__contains="cỏ chó đẻ").exists()
    assert "Diệp hạ châu" in client.get("/tim/?q=cỏ chó đẻ").content.decode()


def test_one_word_alone_is_refused_with_words(desk):
    answer = desk.post(reverse("synonyms:add"), {"words": "chè"})
    assert answer.status_code == 200
    assert "ít nhất hai từ" in answer.content.decode()


def test_what_was_looked_for_in_vain_is_listed_and_cannot_be_written(desk, client):
    client.get("/tim/?q=xe máy điện")
    client.get("/tim/?q=Xe máy  ĐIỆN")
    missed = MissedQuery.objects.get()
    assert (missed.words, missed.times) == ("xe máy điện", 2)
    assert "xe máy điện" in desk.get(reverse("missed_queries:index")).content.decode()
    for address in (reverse("missed_queries:add"), reverse("missed_queries:edit", args=[missed.pk])):
        assert desk.post(address, {"words": "khác"}).status_code in {302, 403, 404}
    assert list(MissedQuery.objects.values_list("words", flat=True)) == ["xe máy điện"]


@pytest.mark.parametrize("words", ["lo.van.a@example.com", "0912 345 678", "012345678901", "a" * 81, " "])
def test_what_may_name_a_person_is_not_kept(words):
    assert not note_missed(words=words, now=NOW)
    assert not MissedQuery.objects.exists()


def test_only_so_many_different_ones_are_kept(monkeypatch):
    monkeypatch.setattr(MissedQuery, "MOST", 2)
    for words in ("một", "một", "hai", "ba"):
        note_missed(words=words, now=NOW)
    assert MissedQuery.objects.count() == 2
    assert MissedQuery.objects.filter(words="một", times=2).exists()
