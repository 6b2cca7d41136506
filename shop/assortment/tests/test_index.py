"""The index says what the database says: after every kind of change, and whatever happened to its files."""

import threading
from datetime import timedelta

import pytest

from catalog.certification.models import Certificate
from catalog.products.models import Category, Product
from catalog.search import tantivy_engine
from catalog.search.models import SynonymSet
from catalog.search.question import Question
from shop.assortment.index import Index
from shop.freshness.models import Change
from shop.points.models import SalesPoint
from shop.tests.worlds import (
    NOW,
    a_gift_set,
    a_point,
    a_producer,
    a_product,
    a_variant,
    certify,
    put_on_shelf,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    """An index kept in files."""
    return Index(tmp_path / "index")


def found(index, at=NOW, **asked):
    """The ids of the products found, in order."""
    return [each.pk for each in index.answer(Question(**asked), at).found]


def test_what_is_added_changed_and_taken_away_is_there_at_the_next_question(files):
    tea = a_product("Trà shan tuyết")
    assert found(files, words="tra shan") == [tea.pk]
    Product.objects.filter(pk=tea.pk).update(title_vi="Mật ong rừng")
    assert (found(files, words="tra shan"), found(files, words="mat ong")) == ([], [tea.pk])
    Product.objects.filter(pk=tea.pk).update(is_public=False)
    assert found(files) == []


def test_stock_price_and_points_are_those_of_now(files):
    point, tea = a_point(), a_product("Trà")
    record = put_on_shelf(tea, 0, at=point, price=80_000)
    assert found(files, filters={"in_stock": 1}) == []
    put_on_shelf(tea, 3, at=point)
    assert found(files, filters={"in_stock": 1, "point": point.slug}) == [tea.pk]
    assert found(files, price=(70_000, 90_000)) == [tea.pk]
    type(record).objects.filter(pk=record.pk).update(price=95_000)
    assert found(files, price=(70_000, 90_000)) == []
    SalesPoint.objects.filter(pk=point.pk).update(status="paused")
    assert found(files, filters={"in_stock": 1}) == []


def test_a_makers_new_name_finds_all_that_it_makes(files):
    maker = a_producer("Hợp tác xã Một")
    teas = {a_product(f"Trà {n}", producer=maker).pk for n in range(3)}
    assert found(files, words="phuong hoang") == []
    type(maker).objects.filter(pk=maker.pk).update(name="Hợp tác xã Phượng Hoàng")
    assert set(found(files, words="phuong hoang")) == teas


def test_a_groups_new_name_in_either_language_finds_what_is_in_it(files):
    scarf = a_product("Khăn Piêu", category="IV.2")
    assert found(files, words="textiles") == found(files, words="handicraft") == []
    Category.objects.filter(code="IV").update(name_vi="Thủ công", name_en="Handicrafts")
    Category.objects.filter(code="IV.2").update(name_en="Textiles")
    for words in ("textiles", "handicraft", "Thủ công"):
        assert found(files, words=words) == [scarf.pk]


def test_time_alone_changes_stars_without_anything_being_written(files):
    tea = a_product()
    certificate = certify(tea, stars=4)
    last = certificate.ends_date
    before = NOW.replace(year=last.year, month=last.month, day=last.day, hour=16, minute=59)
    assert found(files, at=before, filters={"stars": 4}) == [tea.pk]
    assert found(files, at=before + timedelta(minutes=1), filters={"stars": 4}) == []
    assert found(files, at=before + timedelta(minutes=1)) == [tea.pk]


def test_a_withdrawal_a_component_and_a_size_are_seen(files):
    tea, honey = a_product("Trà", stars=4), a_product("Mật ong", stars=3)
    box = a_gift_set((tea, 1), (honey, 1))
    certify(box, stars=3)
    point = a_point()
    for goods in (tea, honey):
        put_on_shelf(goods, 2, at=point)
    assert box.pk in found(files, filters={"stars": 3, "in_stock": 1, "point": point.slug})
    Certificate.objects.filter(product=honey).update(withdrawn_at=NOW, withdrawal_reason="Mẫu")
    assert box.pk not in found(files, filters={"stars": 3})
    coffee = a_product("Cà phê")
    size = a_variant(coffee, "250 g")
    assert coffee.pk not in found(files, filters={"in_stock": 1})
    put_on_shelf(size, 1)
    assert coffee.pk in found(files, filters={"in_stock": 1})


def test_words_that_staff_say_mean_the_same(files):
    tea = a_product("Diệp hạ châu")
    assert found(files, words="cỏ chó đẻ") == []
    SynonymSet.objects.create(words="diệp hạ châu, cỏ chó đẻ")
    assert found(files, words="cỏ chó đẻ") == [tea.pk]


def test_another_process_reads_what_this_one_wrote_and_the_other_way_round(tmp_path):
    one, other = Index(tmp_path / "index"), Index(tmp_path / "index")
    tea = a_product("Trà")
    assert found(one) == found(other) == [tea.pk]
    honey = a_product("Mật ong")
    assert set(found(other)) == {tea.pk, honey.pk}
    assert set(found(one)) == {tea.pk, honey.pk}


def test_an_index_whose_files_are_gone_or_broken_makes_itself_anew(files, tmp_path, caplog):
    tea = a_product("Trà")
    assert found(files) == [tea.pk]
    for path in (tmp_path / "index").iterdir():
        path.write_bytes(b"not an index")
    assert found(Index(tmp_path / "index")) == [tea.pk]
    assert "made anew" in caplog.text
    for path in (tmp_path / "index").iterdir():
        path.unlink()
    assert found(Index(tmp_path / "index")) == [tea.pk]


def test_without_a_place_for_files_it_is_kept_in_memory(tmp_path):
    (tmp_path / "file").write_text("no folder")
    tea = a_product("Trà")
    assert found(Index(tmp_path / "file")) == [tea.pk]


def test_an_index_of_another_time_of_this_database_takes_in_what_it_missed(tmp_path):
    a_product("Trà")
    found(Index(tmp_path / "index"))
    Product.objects.all().delete()
    honey = a_product("Mật ong")
    assert found(Index(tmp_path / "index")) == [honey.pk]


def test_a_shop_that_is_older_than_its_journal_is_found(files):
    tea = a_product("Trà")
    Change.objects.all().delete()
    assert found(files, words="tra") == [tea.pk]


def test_nothing_is_written_when_nothing_changed(files, monkeypatch):
    a_product("Trà")
    found(files)

    def refuse(*args, **kwargs):
        raise AssertionError("Written without need.")

    monkeypatch.setattr(tantivy_engine.TantivyEngine, "write", refuse)
    assert len(found(files)) == 1


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_after_a_change_all_get_the_truth(tmp_path):
    shared, answers = Index(tmp_path / "index"), []
    tea = a_product("Trà")

    def ask():
        from django.db import connection

        answers.append(found(shared))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[tea.pk]] * 8
