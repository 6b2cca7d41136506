"""What machines are told: alive, ready, what may be crawled."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from shop.forks.partner.models import StockRecord
from shop.freshness import triggers
from shop.storefront import probes
from shop.tests.worlds import NOW, a_point, a_product, put_on_shelf

OK = {"database": "ok", "migrations": "ok", "journal": "ok", "ledger": "ok"}
PROBES = ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml"]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()


def ready(client, *, status):
    response = client.get("/readyz")
    assert response.status_code == status
    data = response.json()
    assert data["ready"] is (status == 200)
    failed = {name for name, found in data["checks"].items() if found == "failed"}
    assert data.get("mend", {}).keys() == failed
    return data["checks"]


def run_sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def takes_a_trigger_away():
    if connection.vendor == "sqlite":
        run_sql("DROP TRIGGER freshness_partner_stockrecord_update")
    else:
        run_sql("DROP TRIGGER freshness_partner_stockrecord ON partner_stockrecord")


def test_alive_without_asking_a_database(client):
    # No database mark: pytest-django would refuse any query.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def the_last_migration():
    """App and name of one that no other asks for."""
    return MigrationLoader(connection).graph.leaf_nodes("points")[0]


@pytest.mark.django_db
class TestReady:
    def test_when_all_is_well(self, client):
        put_on_shelf(a_product(), 5, at=a_point())
        assert ready(client, status=200) == OK

    def test_not_without_the_database(self, client):
        def broken(execute, sql, params, many, context):
            raise OperationalError("gone")

        with connection.execute_wrapper(broken):
            assert ready(client, status=503) == {"database": "failed"}

    def test_not_while_a_migration_is_missing(self, client):
        MigrationRecorder(connection).record_unapplied(*the_last_migration())
        assert ready(client, status=503) == {"database": "ok", "migrations": "failed"}

    def test_ready_as_soon_as_it_is_migrated(self, client):
        recorder = MigrationRecorder(connection)
        recorder.record_unapplied(*the_last_migration())
        ready(client, status=503)
        recorder.record_applied(*the_last_migration())
        assert ready(client, status=200) == OK

    def test_not_while_a_trigger_of_the_journal_is_missing(self, client, caplog):
        takes_a_trigger_away()
        assert ready(client, status=503) == OK | {"journal": "failed"}
        assert "freshness_partner_stockrecord" in caplog.text
        assert "manage.py migrate" in client.get("/readyz").json()["mend"]["journal"]
        triggers.install(connection)
        assert ready(client, status=200) == OK

    def test_not_while_one_kind_of_change_is_not_noted(self, client):
        """PostgreSQL can switch a trigger off that is there; on SQLite each kind of change has its own."""
        unnoted = {
            "postgresql": "ALTER TABLE points_salespoint DISABLE TRIGGER freshness_points_salespoint",
            "sqlite": "DROP TRIGGER freshness_points_salespoint_update",
        }
        run_sql(unnoted[connection.vendor])
        assert ready(client, status=503) == OK | {"journal": "failed"}

    def test_not_when_a_counter_and_the_movements_disagree(self, client):
        record = put_on_shelf(a_product(), 5, at=a_point())
        StockRecord.objects.filter(pk=record.pk).update(num_in_stock=6)
        assert ready(client, status=503) == OK | {"ledger": "failed"}

    def test_not_when_a_promise_has_no_order_behind_it(self, client):
        record = put_on_shelf(a_product(), 5, at=a_point())
        StockRecord.objects.filter(pk=record.pk).update(num_allocated=1)
        assert ready(client, status=503) == OK | {"ledger": "failed"}

    def test_the_ledger_is_looked_through_once_a_minute(self, client):
        record = put_on_shelf(a_product(), 5, at=a_point())
        with time_machine.travel(NOW, tick=False) as clock:
            ready(client, status=200)
            StockRecord.objects.filter(pk=record.pk).update(num_in_stock=6)
            ready(client, status=200)
            clock.shift(timedelta(seconds=probes.REMEMBERED_SECONDS + 1))
            ready(client, status=503)

    def test_once_all_is_remembered_it_is_one_query(self, client, django_assert_num_queries):
        ready(client, status=200)
        with django_assert_num_queries(1):
            ready(client, status=200)

    def test_a_sale_in_the_middle_of_the_look_is_no_difference(self, client, monkeypatch):
        looks = iter([["a sale, half seen"], []])
        monkeypatch.setattr(probes, "all_stock_differences", lambda: next(looks))
        assert ready(client, status=200) == OK


@pytest.mark.django_db
class TestManners:
    @pytest.mark.parametrize("address", PROBES)
    def test_no_cookie_is_set_and_none_decides(self, client, address):
        response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    @pytest.mark.parametrize("address", PROBES)
    def test_head_is_answered_and_anything_else_is_not_allowed(self, client, address):
        assert client.head(address).status_code == 200
        assert client.post(address, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 405

    @pytest.mark.parametrize("address", ["/healthz", "/readyz"])
    def test_how_it_stands_now_is_never_cached(self, client, address):
        assert "no-store" in client.get(address)["Cache-Control"]


class TestRobots:
    @pytest.fixture
    def lines(self, client):
        return client.get("/robots.txt", headers={"host": "ocop.example"}).content.decode().splitlines()

    @pytest.mark.parametrize(
        "path",
        ["gio-hang", "thanh-toan", "don-hang", "tai-khoan", "quan-tri", "noi-dung", "quay", "en/don-hang"],
    )
    def test_personal_and_staff_pages_are_not_for_crawlers(self, lines, path):
        assert f"Disallow: /{path}/" in lines

    def test_goods_are(self, lines):
        assert not any(line.startswith("Disallow: /san-pham") or line == "Disallow: /" for line in lines)

    def test_the_sitemap_is_named_with_the_host_that_was_asked(self, lines):
        assert "Sitemap: http://ocop.example/sitemap.xml" in lines
