"""Rows held against each other, against the database and against the rules of certification."""

from collections.abc import Iterator

from django.utils import timezone

from catalog.certification.models import Certificate
from catalog.certification.register.columns import CERTIFICATES, PRODUCERS, PRODUCTS
from catalog.certification.register.known import Known, name_key
from catalog.certification.register.problems import Problem
from catalog.certification.register.rows import Row
from catalog.certification.regulations import FULL_SCORE, Regulation, plain

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
    yield from _withdrawal(row, sound)
    if "issued_date" not in sound:
        return
    regulation = known.rules.on(sound["issued_date"])
    if regulation is None:
        yield row.problem("issued_date", "ngày mà một quy định về OCOP trong cửa hàng có hiệu lực")
        return
    if "stars" in sound and regulation.band(sound["stars"]) is None:
        yield row.problem("stars", f"một hạng sao của {regulation.name}")
        return
    yield from _band(row, sound, regulation)
    yield from _level(row, sound, regulation)
    yield from _end(row, sound, regulation)


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


def _band(row, final, regulation):
    stars, score = final.get("stars"), final.get("score")
    if stars and score is not None and not regulation.fits(stars, score):
        written = row.written.get("score") or f"{score} (cửa hàng đang giữ)"
        expected = f"điểm {_band_words(stars, regulation)} cho hạng {stars} sao, theo {regulation.name}"
        yield row.problem("score", expected, written)


def _band_words(stars: int, regulation: Regulation) -> str:
    upper = regulation.upper_score(stars)
    end = f"đến {FULL_SCORE}" if upper is None else f"đến dưới {plain(upper)}"
    return f"từ {plain(regulation.band(stars).lowest_score)} {end}"


def _level(row, final, regulation):
    stars, level = final.get("stars"), final.get("issuer_level")
    if stars and level and level not in regulation.band(stars).levels:
        column = CERTIFICATES.column("issuer_level")
        able = " hoặc ".join(column.label_of(one.value) for one in regulation.band(stars).levels)
        since = f"{regulation.name}, từ {regulation.from_date:%d/%m/%Y}"
        yield row.problem("issuer_level", f"{able} cho hạng {stars} sao, theo {since}")


def _end(row, final, regulation):
    issued, ends = final["issued_date"], final.get("ends_date")
    right = regulation.end_of_validity(issued)
    if ends and ends != right:
        term = f"tròn {regulation.validity_months} tháng sau ngày cấp"
        yield row.problem("ends_date", f"{right:%d/%m/%Y}, {term}, hoặc ô trống")


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
