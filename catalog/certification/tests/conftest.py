"""The places and groups that a register refers to, and the command that reads it."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from catalog.certification.models import Certificate, CertificateEvent
from catalog.certification.regulations import take_up_groups
from catalog.places.models import Commune, FormerUnit
from catalog.producers.models import Producer
from catalog.products.models import Category, Product, ProductClass

TODAY = [
    ("03127", "phuong", "Điện Biên Phủ"),
    ("03166", "xa", "Mường Chà"),
    ("03172", "xa", "Na Sang"),
    ("03177", "xa", "Nậm Kè"),
    ("03217", "xa", "Tủa Chùa"),
    ("03334", "phuong", "Mường Thanh"),
    ("03352", "xa", "Thanh An"),
    ("03356", "xa", "Sam Mứn"),
    ("03365", "xa", "Núa Ngam"),
]
FORMER = [
    ("03127", "Phường", "Him Lam", "Thành phố Điện Biên Phủ", "03127"),
    ("03136", "Phường", "Mường Thanh", "Thành phố Điện Biên Phủ", "03127"),
    ("03172", "Thị trấn", "Mường Chà", "Huyện Mường Chà", "03172"),
    ("03178", "Xã", "Nậm Kè", "Huyện Mường Nhé", "03177"),
    ("03179", "Xã", "Pá Mỳ", "Huyện Mường Nhé", "03177"),
    ("03355", "Xã", "Sam Mứn", "Huyện Điện Biên", "03352"),
    ("03356", "Xã", "Pom Lót", "Huyện Điện Biên", "03356"),
    ("03241", "Xã", "Nà Tòng", "Huyện Tuần Giáo", "03217"),
    ("03367", "Xã", "Na Tông", "Huyện Điện Biên", "03365"),
]
GROUPS = {"I": ["I.2a", "I.5a", "I.6"], "II": ["II.1a", "II.2b"], "VI": []}
#: The moment of the tests: ten in the morning of 23/11/2026 in Điện Biên.
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def province(db):
    """Communes of today, former units and groups."""
    Commune.objects.bulk_create(
        Commune(code=code, kind=kind, name=name, area_km2=100, latitude=21.4, longitude=103.0)
        for code, kind, name in TODAY
    )
    FormerUnit.objects.bulk_create(
        FormerUnit(
            level="commune",
            code=code,
            kind=kind,
            name=name,
            district_name=district,
            successor_id=successor,
            ended_date=date(2025, 6, 30),
        )
        for code, kind, name, district, successor in FORMER
    )
    for group, subgroups in GROUPS.items():
        Category.add_root(name=f"Nhóm {group}", code=group, slug=group.lower())
        for code in subgroups:
            Category.objects.get(code=group).add_child(name=code, code=code, slug=code.lower())
    take_up_groups()


class Import:
    """What one run of the command said and whether it ended well."""

    def __init__(self, *arguments):
        out, err = io.StringIO(), io.StringIO()
        self.refusal = ""
        try:
            call_command("import_register", *map(str, arguments), stdout=out, stderr=err)
        except CommandError as error:
            self.refusal = str(error)
        self.said, self.errors = out.getvalue(), err.getvalue()

    @property
    def error_lines(self):
        return self.errors.splitlines()


@pytest.fixture
def run():
    """Runs `manage.py import_register` with these arguments."""
    return Import


def everything():
    """Every row of every table that an import may touch, as plain values."""
    through = Product.categories.through
    certified = (Certificate, CertificateEvent)
    models = (Producer, Product, through, *certified, ProductClass, Category, Commune, FormerUnit)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
