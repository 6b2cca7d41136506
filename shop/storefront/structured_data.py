"""What search engines are told about a product (schema.org), from the same truth as the page.

Google's rules: developers.google.com/search/docs/appearance/structured-data/merchant-listing (offers,
certifications) and …/product-variants (sizes). Its vocabulary: schema.org.
"""

from django.utils.translation import gettext as _

from shop.machines.parts import COUNTRY, REGION_CODE, absolute, images, part, shop, thing
from shop.payments.money import CURRENCY, dong
from shop.storefront.templatetags.certificates import certificate_url

SCHEMA = "https://schema.org/"


def product_data(product, variants, reviews, fees) -> dict | None:
    """One of `product_on_show`, its offer if it can be bought; stars as the certificate in force names them.

    `fees` tells by its id what sending one of it, or of each size, costs (`shop.delivery.beforehand`).
    Nothing of alcohol, in any size or set, which is put forward nowhere. One of several sizes is a
    ProductGroup, each size a Product with an address and an offer of its own.
    """
    if product.is_for_adults:
        return None
    pictures = images(photograph.picture for photograph in product.photographs)
    facts = {
        **_described(product, product, pictures),
        **_origin(product),
        "hasCertification": _certification(product),
        "aggregateRating": _rating(reviews),
    }
    if not variants:
        return thing("Product", **facts, **_goods(product, fees, is_offered=not product.is_off_sale))
    return thing(
        "ProductGroup",
        **facts,
        productGroupID=str(product.pk),
        variesBy=f"{SCHEMA}size",
        hasVariant=[_variant(product, variant, pictures, fees) for variant in variants],
    )


def _variant(product, variant, pictures, fees):
    goods = _goods(variant, fees, is_offered=not product.is_off_sale)
    return part("Product", **_described(variant, product, pictures), size=variant.title, **goods)


def _described(goods, product, pictures):
    """Name, text, pictures and address; a size has its product's text and pictures."""
    return {
        "name": goods.full_title,
        "description": product.description,
        "url": absolute(goods.get_absolute_url()),
        "image": pictures,
    }


def _origin(product):
    """Who made it, and in which country, where its origin is known."""
    maker = product.producer
    facts = {}
    if maker:
        url = absolute(maker.get_absolute_url())
        facts["brand"] = part("Brand", name=maker.name)
        facts["manufacturer"] = part("Organization", name=maker.name, url=url)
    if product.commune_id or product.origin_text:
        facts["countryOfOrigin"] = part("Country", name=COUNTRY)
    return facts


def _goods(product, fees, *, is_offered):
    """Number, weight, bar code and offer; what is off sale is offered nowhere."""
    facts = {"sku": str(product.pk), "gtin": product.upc}
    if product.net_weight_g:
        facts["weight"] = part("QuantitativeValue", value=product.net_weight_g, unitCode="GRM")
    if product.price and is_offered:
        facts["offers"] = _offer(product, fees[product.pk])
    return facts


def _offer(product, fees):
    return part(
        "Offer",
        url=absolute(product.get_absolute_url()),
        price=dong(product.price),
        priceCurrency=CURRENCY,
        availability=f"{SCHEMA}{'InStock' if product.available > 0 else 'OutOfStock'}",
        itemCondition=f"{SCHEMA}NewCondition",
        seller=shop(),
        shippingDetails=_shipping(product, fees),
    )


def _shipping(product, fees):
    """What sending one costs at most; nothing for what has to be fetched or cannot stay cold on the way."""
    found = []
    if product.may_be_sent(in_province=True) and fees.in_province:
        found.append(_sent(fees.in_province.highest, addressRegion=REGION_CODE))
    if product.may_be_sent(in_province=False) and fees.elsewhere:
        found.append(_sent(fees.elsewhere.highest))
    return found


def _sent(fee, **where):
    return part(
        "OfferShippingDetails",
        shippingRate=part("MonetaryAmount", value=fee, currency=CURRENCY),
        shippingDestination=part("DefinedRegion", addressCountry=COUNTRY, **where),
    )


def _rating(reviews):
    """What buyers think whose reviews the office has approved; nothing where there is none."""
    if not reviews:
        return None
    return part(
        "AggregateRating",
        ratingValue=round(float(reviews.average), 1),
        reviewCount=reviews.count,
        bestRating=5,
        worstRating=1,
    )


def _certification(product):
    """The certificate in force that the page shows; none without stars."""
    certificate = next(iter(product.certificates_in_force), None)
    return certificate and part(
        "Certification",
        name="OCOP",
        description=_("sample") if certificate.is_sample else "",
        certificationIdentification=certificate.number,
        issuedBy=part("Organization", name=certificate.issuer),
        certificationStatus=f"{SCHEMA}CertificationActive",
        certificationRating=part("Rating", ratingValue=certificate.stars, bestRating=5),
        validFrom=certificate.issued_date.isoformat(),
        expires=certificate.ends_date.isoformat(),
        url=absolute(certificate_url(product)),
    )
