"""How the API behaves as a whole: open to anybody, only read, quick."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.tests.worlds import a_commune, a_point, a_producer, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
ADDRESSES = ["/products", "/producers", "/sales-points", "/sales-points/diem-mau/stock", "/openapi.json"]


class TestManners:
    @pytest.fixture(autouse=True)
    def _a_point(self):
        put_on_shelf(a_product(stars=3), 3, at=a_point(slug="diem-mau"))

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_anybody_may_read_and_keep_it_for_a_minute(self, client, address):
        response = client.get(f"/api/v1{address}")
        assert response.status_code == 200
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"].startswith("public, max-age=")
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_what_has_not_changed_is_not_sent_again(self, client, address):
        tag = client.get(f"/api/v1{address}")["ETag"]
        again = client.get(f"/api/v1{address}", headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("address", ADDRESSES)
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
    def test_it_is_only_read(self, client, address, method):
        response = getattr(client, method)(f"/api/v1{address}")
        assert response.status_code == 405
        assert response["Allow"] == "GET, HEAD"
        assert response.json()["detail"]

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_head_is_answered_as_get(self, client, address):
        assert client.head(f"/api/v1{address}").status_code == 200

    @pytest.mark.parametrize("address", ["/", "/nothing", "/products/", "/docs", "/sales-points/diem-mau"])
    @pytest.mark.parametrize("method", ["get", "head"])
    def test_any_other_address_is_not_found_as_json(self, client, address, method):
        response = getattr(client, method)(f"/api/v1{address}")
        assert response.status_code == 404
        assert response["Content-Type"] == "application/json"

    def test_text_is_written_as_it_is_read(self, client):
        a_product("Trà shan tuyết")
        assert "Trà shan tuyết" in client.get("/api/v1/products").content.decode()


def fill(products, points):
    places = [a_point() for _ in range(points)]
    for number in range(products):
        put_on_shelf(
            a_product(
                stars=3, producer=a_producer(f"HTX {number}", slug=f"htx-{number}"), commune=a_commune()
            ),
            3,
            at=places[number % points],
        )
    return places


@pytest.mark.parametrize(("products", "points"), [(4, 2), (60, 20)])
def test_the_database_is_asked_the_same_few_times(client, products, points):
    places = fill(products, points)
    client.get("/api/v1/products")  # The first question makes the index.
    counts = {
        "/products?limit=100": 7,
        "/products?limit=100&producer=htx-1&commune=03151&stars=3&group=I": 8,
        f"/products/{places[0].partner.stockrecords.first().product_id}": 6,
        "/producers": 1,
        "/sales-points?near=21.4,103": 4,
        f"/sales-points/{places[0].slug}/stock": 7,
        "/openapi.json": 0,
    }
    for address, expected in counts.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/v1{address}")
        assert len(queries) == expected, address
