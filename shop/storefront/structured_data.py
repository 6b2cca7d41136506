"""What search engines are told about a product (schema.org), from the same truth as the page."""

from shop.payments.money import CURRENCY, dong


def product_data(request, product, variants=()) -> dict:
    """A product of `on_show`, its offer if it can be bought; stars as the certificate in force names them.

    One of several sizes is a ProductGroup, each size a Product with an address and an offer of its own, as
    Google reads variants (developers.google.com/search/docs/appearance/structured-data/product-variants).
    """
    data = {
        "@context": "https://schema.org",
        "@type": "ProductGroup" if variants else "Product",
        "name": product.title,
        "description": product.description,
        "url": request.build_absolute_uri(product.get_absolute_url()),
    }
    if product.producer:
        data["manufacturer"] = {"@type": "Organization", "name": product.producer.name}
    is_offered = not (product.age_restricted or product.is_off_sale)
    if variants:
        data |= _group(request, product, variants, is_offered=is_offered)
    else:
        data |= _goods(product, data["url"], is_offered=is_offered)
    for certificate in product.certificates_in_force[:1]:
        data["hasCertification"] = _certification(certificate)
    return data


def _group(request, product, variants, *, is_offered):
    return {
        "productGroupID": str(product.pk),
        "variesBy": "https://schema.org/size",
        "hasVariant": [_variant(request, product, variant, is_offered=is_offered) for variant in variants],
    }


def _variant(request, product, variant, *, is_offered):
    url = request.build_absolute_uri(variant.get_absolute_url())
    named = {
        "@type": "Product",
        "name": variant.full_title,
        "description": product.description,
        "url": url,
        "size": variant.title,
    }
    return named | _goods(variant, url, is_offered=is_offered)


def _goods(product, url, *, is_offered):
    """Weight, bar code and offer; alcohol is sold over the counter, and what is off sale nowhere."""
    data = {}
    if product.net_weight_g:
        data["weight"] = {"@type": "QuantitativeValue", "value": product.net_weight_g, "unitCode": "GRM"}
    if product.upc:
        data["gtin"] = product.upc
    if product.price and is_offered:
        data["offers"] = _offer(product, url)
    return data


def _offer(product, url):
    stock = "InStock" if product.available > 0 else "OutOfStock"
    return {
        "@type": "Offer",
        "url": url,
        "price": dong(product.price),
        "priceCurrency": CURRENCY,
        "availability": f"https://schema.org/{stock}",
    }


def _certification(certificate):
    return {
        "@type": "Certification",
        "name": "OCOP",
        "certificationIdentification": certificate.number,
        "certificationRating": {"@type": "Rating", "ratingValue": certificate.stars, "bestRating": 5},
        "validFrom": certificate.issued_date.isoformat(),
        "expires": certificate.ends_date.isoformat(),
    }
