"""Sample certificates: the stars that the sources report, under numbers and dates that are made up.

The dates stand relative to the day of seeding, so that most stars are in force, some end within 90 days, and
those have lapsed of which the sources say so or whose round of 12/2021 is more than 36 months ago. A product
whose stars no source states gets none.
"""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from catalog.certification.models import Certificate, IssuerLevel, Rules
from catalog.products.models import Product
from shop.demo.rows import Tally, rows

PROVINCE = "Ủy ban nhân dân tỉnh Điện Biên (mẫu)"


def sample_number(product_code: str) -> str:
    """The number of a product's sample certificate: DB-007 has MẪU-0007."""
    return f"MẪU-{int(product_code.removeprefix('DB-')):04}"


def build_certificates(*, at: datetime) -> Tally:
    """One certificate for each product whose stars the sources state."""
    starred = [row for row in rows("products") if row["star"]]
    samples = {row["code"]: row for row in rows("samples")}
    there = set(Certificate.objects.values_list("number", flat=True))
    missing = [row for row in starred if sample_number(row["code"]) not in there]
    products = Product.objects.in_bulk([row["code"] for row in missing], field_name="code")
    rules, today = Rules.load(), timezone.localdate(at)
    Certificate.objects.bulk_create(
        _certificate(row, products[row["code"]], _issued(today, samples[row["code"]], rules), rules)
        for row in missing
    )
    return Tally(len(starred), len(missing))


def _issued(today: date, sample, rules: Rules) -> date:
    ends = today + timedelta(days=int(sample["certificate_ends_in_days"]))
    return ends - relativedelta(months=rules.on(today).validity_months)


def _certificate(row, product, issued, rules):
    stars = int(row["star"])
    regulation = rules.on(issued)
    level = regulation.band(stars).levels[0]
    by_district = level == IssuerLevel.DISTRICT
    return Certificate(
        product=product,
        number=sample_number(row["code"]),
        issuer=_district(row["district_old"]) if by_district else PROVINCE,
        issuer_level=level,
        stars=stars,
        issued_date=issued,
        ends_date=regulation.end_of_validity(issued),
        is_sample=True,
    )


def _district(name):
    return f"Ủy ban nhân dân {name[0].lower() + name[1:] if name else 'cấp huyện'} (mẫu)"
