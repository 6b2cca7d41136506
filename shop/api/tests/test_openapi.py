"""The description at openapi.json and the answers say the same."""

from datetime import time

import pytest

from catalog.search.question import SORTS
from shop.points.models import OpeningPeriod
from shop.tests.worlds import a_commune, a_point, a_producer, a_product, put_on_shelf

pytestmark = pytest.mark.django_db
TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


@pytest.fixture
def description(client):
    return client.get("/api/v1/openapi.json").json()


def differences(value, schema, description, where="answer"):
    """Where `value` is not as `schema` says, unknown and missing fields included."""
    if "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in schema:
        tries = [list(differences(value, one, description, where)) for one in schema["anyOf"]]
        yield from min(tries, key=len)
        return
    if not isinstance(value, TYPES[schema["type"]]):
        yield f"{where}: {value!r} is no {schema['type']}"
    elif schema["type"] == "array":
        for number, item in enumerate(value):
            yield from differences(item, schema["items"], description, f"{where}[{number}]")
    elif schema["type"] == "object" and "additionalProperties" in schema:
        for name, item in value.items():
            yield from differences(item, schema["additionalProperties"], description, f"{where}.{name}")
    elif schema["type"] == "object":
        for name in value.keys() ^ schema["properties"].keys():
            yield f"{where}: {name} is only on one side"
        for name in value.keys() & schema["properties"].keys():
            yield from differences(value[name], schema["properties"][name], description, f"{where}.{name}")


def _a_full_world():
    point = a_point(slug="diem-mau", phone="0215 3 825 001")
    OpeningPeriod.objects.create(sales_point=point, weekday=0, opens=time(8), closes=time(18))
    maker = a_producer(commune=a_commune())
    full = a_product(stars=3, producer=maker, commune=a_commune())
    put_on_shelf(full, 3, at=point)
    put_on_shelf(a_product(), 3, at=point)
    return full


@pytest.mark.parametrize(
    ("path", "address", "status"),
    [
        ("/products", "/products", 200),
        ("/products", "/products?stars=x", 422),
        ("/products/{id}", "/products/{id}", 200),
        ("/products/{id}", "/products/0", 404),
        ("/producers", "/producers", 200),
        ("/sales-points", "/sales-points?near=21.4,103", 200),
        ("/sales-points", "/sales-points?near=x", 422),
        ("/sales-points/{slug}/stock", "/sales-points/diem-mau/stock", 200),
        ("/sales-points/{slug}/stock", "/sales-points/khong-co/stock", 404),
    ],
)
def test_answers_are_as_described(client, description, path, address, status):
    product = _a_full_world()
    response = client.get(f"/api/v1{address}".replace("{id}", str(product.pk)))
    assert response.status_code == status
    described = description["paths"][f"/api/v1{path}"]["get"]["responses"][str(status)]
    schema = described["content"]["application/json"]["schema"]
    assert list(differences(response.json(), schema, description)) == []


def test_the_comparison_itself_notices_a_difference(description):
    schema = {"$ref": "#/components/schemas/CommuneOut"}
    assert list(differences({"code": "03151", "name": 1}, schema, description))
    assert list(differences({"code": "03151"}, schema, description))
    assert list(differences({"code": "03151", "name": "", "more": ""}, schema, description))


def test_only_reading_is_described(description):
    assert all(list(operations) == ["get"] for operations in description["paths"].values())
    assert len(description["paths"]) == 5


def test_the_parameters_of_the_product_list_are_described(description):
    parameters = description["paths"]["/api/v1/products"]["get"]["parameters"]
    assert [parameter["name"] for parameter in parameters] == [
        "q",
        "stars",
        "group",
        "producer",
        "commune",
        "point",
        "price_from",
        "price_to",
        "in_stock",
        "in_season",
        "sort",
        "limit",
        "offset",
    ]
    schemas = {parameter["name"]: parameter["schema"] for parameter in parameters}
    assert schemas["sort"]["enum"] == list(SORTS)
    assert (schemas["limit"]["maximum"], schemas["limit"]["default"]) == (100, 24)
