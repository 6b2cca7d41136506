"""Every place that shows or uses a product's stars, each as one function: what it says of the product now.

A function gets a visitor's client and the world, asks one address, and answers 3 to 5, or None where the
place shows no stars for the product. A new place is one function here and its name in `SURFACES`.
"""

import re
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from shop.tests.structured import block


def page(client, address):
    """A page that has to be there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.content, "html.parser")


def stars_in(part):
    """The stars that a part of a page names; None without any."""
    words = part.select_one(".stars__words") if part else None
    return int(re.match(r"[345]", words.text.strip())[0]) if words else None


def card(soup, product):
    """The product's card, if the page has one."""
    link = soup.select_one(f'.product-card a[href="{product.get_absolute_url()}"]')
    return link.find_parent(class_="product-card") if link else None


def on_card(address):
    """The stars on its card at an address; `{…}` is an attribute of the world."""
    return lambda client, world: stars_in(card(page(client, address.format(**vars(world))), world.product))


def product_page(client, world):
    """The badge under its name."""
    return stars_in(page(client, world.product.get_absolute_url()).select_one(".product__title"))


def list_filter(client, world):
    """The one star filter of the list under which it is found."""
    found = [stars for stars in (3, 4, 5) if card(page(client, f"/san-pham/?sao={stars}"), world.product)]
    assert len(found) <= 1
    return found[0] if found else None


def filter_counts(client, world):
    """Which filter's count it adds to; another product has 3 stars all the time."""
    counts = {}
    for words in page(client, "/san-pham/").select("label .stars__words, .filters a .stars__words"):
        choice = words.find_parent(["label", "a"])
        numbers = re.findall(r"\d+", choice.text.replace(words.text, ""))
        counts[stars_in(choice)] = int(numbers[-1])
    assert sum(counts.values()) in (1, 2)
    counts[3] -= 1
    return next((stars for stars, count in counts.items() if count), None)


def sort_by_stars(client, world):
    """Where it stands: before the one with 3 stars, after it (as its name comes later), or last."""
    links = [link["href"] for link in page(client, "/san-pham/?sap-xep=stars").select(".product-card a")]
    return {0: 4, 1: 3, 2: None}[links.index(world.product.get_absolute_url())]


def json_ld(client, world):
    """What search engines are told."""
    html = client.get(world.product.get_absolute_url()).content.decode()
    certification = block(html, "Product").get("hasCertification")
    return certification and certification["certificationRating"]["ratingValue"]


def api_list(client, world):
    """The API's list."""
    return next(
        row["stars"] for row in client.get("/api/v1/products").json()["results"] if row["id"] == world.pk
    )


def api_filter(client, world):
    """The one star filter of the API under which it is found."""
    for stars in (3, 4, 5):
        rows = client.get("/api/v1/products", {"stars": stars}).json()["results"]
        if world.pk in [row["id"] for row in rows]:
            return stars
    return None


def api_product(client, world):
    """The API's one product, whose certificate agrees."""
    row = client.get(f"/api/v1/products/{world.pk}").json()
    assert (row["certificate"] is None) is (row["stars"] is None)
    return row["stars"]


def api_point(client, world):
    """The API's shelf of a sales point."""
    rows = client.get(f"/api/v1/sales-points/{world.point}/stock").json()["results"]
    return next(row["stars"] for row in rows if row["id"] == world.pk)


def star_rows(client, world):
    """The row of an article, one for each class, that it stands in."""
    soup = page(client, "/tin-tuc/bai/")
    for section in soup.select("section:has(.product-card)"):
        title = section.find("h2")
        if title and title.text.startswith("Hạng ") and card(section, world.product):
            return int(title.text.split()[-1])
    return None


def certificate_page(client, world):
    """The certificate in force on the product's own certificate page."""
    soup = page(client, f"{world.product.get_absolute_url()}chung-nhan/")
    return stars_in(soup.select_one(".certificate"))


def lot_page(client, world):
    """The certificate in force on the page of one of its lots."""
    return stars_in(page(client, world.lot).select_one(".certificate"))


def product_feed(client, world):
    """The product's item in the feed for other shops and search engines."""
    root = ElementTree.fromstring(client.get("/nguon/san-pham.xml").getvalue())
    g = "{http://base.google.com/ns/1.0}"
    item = next(item for item in root.iter("item") if item.findtext(f"{g}id") == str(world.pk))
    words = item.findtext(f"{g}product_detail/{g}attribute_value")
    assert (words is None) is (item.findtext(f"{g}custom_label_0") is None)
    return words and int(words.split()[0])


SURFACES = {
    "card in the list": on_card("/san-pham/"),
    "product page": product_page,
    "star filter of the list": list_filter,
    "counts of the filter": filter_counts,
    "sort by stars": sort_by_stars,
    "JSON-LD": json_ld,
    "product feed": product_feed,
    "API list": api_list,
    "API star filter": api_filter,
    "API product": api_product,
    "API shelf of a point": api_point,
    "home page": on_card("/"),
    "article that cites it": on_card("/tin-tuc/bai/"),
    "product rows bound to stars": star_rows,
    "producer's page": on_card("/chu-the/{producer}/"),
    "sales point's page": on_card("/diem-ban/{point}/"),
    "certificate page": certificate_page,
    "lot's page": lot_page,
}
