"""What search engines are told about a product (schema.org), from the same truth as the page."""

from shop.payments.money import CURRENCY, dong


def product_data(request, product) -> dict:
    """The product with its offer; stars only as the certificate in force names them."""
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "description": product.description,
        "url": request.build_absolute_uri(product.get_absolute_url()),
    }
    if product.producer:
        data["manufacturer"] = {"@type": "Organization", "name": product.producer.name}
    if product.net_weight_g:
        data["weight"] = {"@type": "QuantitativeValue", "value": product.net_weight_g, "unitCode": "GRM"}
    if product.upc:
        data["gtin"] = product.upc
    if product.price and not product.age_restricted:
        data["offers"] = _offer(product, data["url"])
    for certificate in product.certificates_in_force[:1]:
        data["hasCertification"] = _certification(certificate)
    return data


def _offer(product, url):
    stock = "InStock" if product.available else "OutOfStock"
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
