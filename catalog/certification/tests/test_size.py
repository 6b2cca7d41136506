"""The number of questions to the database follows the batches, not the rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.certification.models import Certificate
from catalog.certification.tests.books import CERTIFICATE, PRODUCER, PRODUCT, book
from catalog.producers.models import Producer
from catalog.products.models import Product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


def big_book(path, rows):
    """So many producers, products and certificates each."""
    count = range(rows)
    return book(
        path,
        producers=[PRODUCER | {"Tên chủ thể": f"Hộ {n}", "Xã, phường": "Pá Mỳ"} for n in count],
        products=[
            PRODUCT
            | {"Mã sản phẩm": f"C-{n}", "Tên sản phẩm": f"Chè {n}", "Tên chủ thể": f"Hộ {n}"}
            | {"Khối lượng tịnh (g)": n + 1}
            for n in count
        ],
        certificates=[
            CERTIFICATE | {"Số giấy chứng nhận": f"{n}/GCN", "Mã sản phẩm": f"C-{n}"} for n in count
        ],
    )


def queries_of(run, *arguments):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        done = run(*arguments)
    assert done.refusal == "", done.errors
    return len(captured)


#: Reading asks ten tables once; a transaction begins and ends.
READING = 12


def test_an_import_asks_the_same_number_of_questions_whatever_its_size(run, tmp_path):
    small, large = big_book(tmp_path / "a.xlsx", 3), big_book(tmp_path / "b.xlsx", 60)
    run(large)

    assert queries_of(run, small) == queries_of(run, large) <= READING


@pytest.mark.slow
def test_five_thousand_rows_are_written_in_batches(run, tmp_path):
    path = big_book(tmp_path / "so.xlsx", 1667)

    queries = queries_of(run, path)

    # SQLite takes 999 values a statement: 33 products of 30 fields at a time. PostgreSQL takes 500 rows.
    per_statement = 30 if connection.vendor == "sqlite" else 500
    assert Certificate.objects.count() == Product.objects.count() == Producer.objects.count() == 1667
    assert queries <= READING + 10 + 4 * (1667 / per_statement + 1)
    assert "Không có gì thay đổi." in run(path).said
