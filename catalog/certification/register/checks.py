"""Rows held against each other, against the database and against the rules of certification."""

from collections.abc import Iterator

from django.utils import timezone

from catalog.certification.models import DISTRICTS_ENDED, Certificate, end_of_validity
from catalog.certification.register.columns import CERTIFICATES, PRODUCERS, PRODUCTS
from catalog.certification.register.known import Known, name_key
from catalog.certification.register.problems import Problem
from catalog.certification.register.rows import Row

#: Points from, and up to but not including, for each class (decision 148/QĐ-TTg).
BANDS = {3: (50, 70), 4: (70, 90), 5: (90, 101)}
_band_words = {3: "từ 50 đến dưới 70", 4: "từ 70 đến dưới 90", 5: "từ 90 đến 100"}
_levels_of_stars = {
    3: (Certificate.IssuerLevel.DISTRICT, Certificate.IssuerLevel.PROVINCE),
    4: (Certificate.IssuerLevel.PROVINCE,),
    5: (Certificate.IssuerLevel.MINISTRY,),
}
_level_words = {3: "Tỉnh (hoặc Huyện trước 06/07/2025)", 4: "Tỉnh", 5: "Trung ương"}

Rows = dict[str, list[Row]]


def check(rows: Rows, known: Known) -> Iterator[Problem]:
    """Everything wrong between the rows, which are given by sheet name."""
    producers, products = rows[PRODUCERS.name], rows[PRODUCTS.name]
    certificates = rows[CERTIFICATES.name]
    for sheet in (PRODUCERS, PRODUCTS, CERTIFICATES):
        yield from _repeated_keys(sheet, rows[sheet.name])
    yield from _unknown_producers(products, producers, known)
    yield from _unknown_products(certificates, products, known)
    yield from _codes_of_variants(products, known)
    yield from _shared_bar_codes(products, known)
    yield from _same_product_twice(products, known)
    for row in certificates:
        yield from _certificate(row, known)


def _repeated_keys(sheet, rows):
    first = {}
    for row in rows:
        if sheet.key in row.values:
            key = name_key(row.values[sheet.key])
            if key in first:
                yield row.problem(sheet.key, f"mỗi {_noun(sheet)} một dòng (đã có ở dòng {first[key]})")
            first.setdefault(key, row.number)


def _noun(sheet):
    return {"name": "chủ thể", "code": "mã sản phẩm", "number": "số giấy chứng nhận"}[sheet.key]


def _unknown_producers(products, producers, known):
    named = set(known.producers) | {name_key(row.values["name"]) for row in producers if "name" in row.values}
    for row in products:
        if "producer" in row.values and name_key(row.values["producer"]) not in named:
            yield row.problem("producer", PRODUCTS.column("producer").expected)


def _unknown_products(certificates, products, known):
    coded = set(known.products) | {row.values["code"] for row in products if "code" in row.values}
    for row in certificates:
        if "product" in row.values and row.values["product"] not in coded:
            yield row.problem("product", CERTIFICATES.column("product").expected)


def _codes_of_variants(products, known):
    """A size of a product is the shop's own: it has the maker, group and certificate of the product above."""
    for row in products:
        held = known.variants.get(row.values.get("code"))
        if held:
            above = held.parent.code or held.parent.title
            yield row.problem("code", f"mã của cả sản phẩm (mã này là một cỡ đóng gói của {above})")


def _shared_bar_codes(products, known):
    """One bar code is one product's, written with leading zeros or without."""
    coming = {row.values["code"] for row in products if "code" in row.values and "upc" in row.values}
    holders = {
        product.upc.zfill(14): f"sản phẩm {product.code or product.title} trong cửa hàng"
        for product in known.all_products
        if product.upc and (product.code or "").upper() not in coming
    }
    for row in products:
        if not row.values.get("upc"):
            continue
        holder = holders.setdefault(row.values["upc"].zfill(14), f"dòng {row.number}")
        if holder != f"dòng {row.number}":
            yield row.problem("upc", f"mã vạch riêng của sản phẩm này (mã này đã dùng ở {holder})")


def _same_product_twice(products, known):
    """The same name, producer and weight under two codes is one product entered twice."""
    coming = {row.values["code"] for row in products if "code" in row.values}
    first = {
        (name_key(product.title), name_key(product.producer.name), product.net_weight_g): (
            f"mã {product.code or '(chưa có)'} trong cửa hàng"
        )
        for product in known.all_products
        if product.producer and (product.code or "").upper() not in coming
    }
    for row in products:
        values = row.values
        if not {"title", "producer", "code"} <= values.keys() or {"code", "net_weight_g"} & row.wrong:
            continue
        held = known.products.get(values["code"])
        weight = values.get("net_weight_g", held.net_weight_g if held else None)
        same = (name_key(values["title"]), name_key(values["producer"]), weight)
        holder = first.setdefault(same, f"dòng {row.number}")
        if holder != f"dòng {row.number}":
            yield row.problem("title", f"mỗi sản phẩm của một chủ thể một mã (tên này đã có ở {holder})")


def _certificate(row, known):
    """The rules for one certificate, on what it will be: the row over what the database holds."""
    final = _held(known.certificates.get(row.values.get("number"))) | row.values
    sound = {name: value for name, value in final.items() if name not in row.wrong}
    yield from _band(row, sound)
    yield from _level(row, sound)
    yield from _end(row, sound)
    yield from _withdrawal(row, sound)


def _held(certificate):
    if not certificate:
        return {}
    return {
        "score": certificate.score,
        "withdrawn_date": withdrawn_date(certificate),
        "withdrawal_reason": certificate.withdrawal_reason,
    }


def withdrawn_date(certificate: Certificate):
    """The local day on which a certificate was withdrawn, or None."""
    return timezone.localdate(certificate.withdrawn_at) if certificate.withdrawn_at else None


def _band(row, final):
    stars, score = final.get("stars"), final.get("score")
    if stars and score is not None and not BANDS[stars][0] <= score < BANDS[stars][1]:
        written = row.written.get("score") or f"{score} (cửa hàng đang giữ)"
        yield row.problem("score", f"điểm {_band_words[stars]} cho hạng {stars} sao", written)


def _level(row, final):
    stars, level, issued = (final.get(name) for name in ("stars", "issuer_level", "issued_date"))
    if level == Certificate.IssuerLevel.DISTRICT and issued and issued >= DISTRICTS_ENDED:
        yield row.problem("issuer_level", "Tỉnh hoặc Trung ương, vì từ 06/07/2025 cấp huyện không còn cấp")
    elif stars and level and level not in _levels_of_stars[stars]:
        yield row.problem("issuer_level", f"{_level_words[stars]} cho hạng {stars} sao")


def _end(row, final):
    issued, ends = final.get("issued_date"), final.get("ends_date")
    if issued and ends and ends != end_of_validity(issued):
        right = f"{end_of_validity(issued):%d/%m/%Y}"
        yield row.problem("ends_date", f"{right}, tròn 36 tháng sau ngày cấp, hoặc ô trống")


def _withdrawal(row, final):
    issued, withdrawn, reason = (
        final.get(name) for name in ("issued_date", "withdrawn_date", "withdrawal_reason")
    )
    if {"withdrawn_date", "withdrawal_reason"} & row.wrong:
        return
    if withdrawn and not reason:
        yield row.problem("withdrawal_reason", "lý do, vì dòng này có ngày thu hồi")
    if reason and not withdrawn:
        yield row.problem("withdrawn_date", "ngày, vì dòng này có lý do thu hồi")
    if issued and withdrawn and withdrawn < issued:
        yield row.problem("withdrawn_date", f"ngày không trước ngày cấp ({issued:%d/%m/%Y})")
