"""One product for its own page: its row from the database, how it stands from the search index."""

from datetime import datetime

from catalog.certification.models import CertificateState
from catalog.products.models import Category, Product, ProductImage
from catalog.search.question import Question
from shop.assortment.cards import cards_of
from shop.assortment.index import index
from shop.assortment.queries import public
from shop.assortment.standing import Standing

MOST_SIMILAR = 4
LAPSED = (CertificateState.ENDED, CertificateState.WITHDRAWN)


def product_on_show(pk: int, at: datetime, *, adults: bool = False) -> Product | None:
    """The one of `on_show` with this id and all that is added there; None where there is none.

    Also its `photographs`, its sub-group as `group`, the cards of what is `similar` to it, and of a product
    without stars the certificate that has `lapsed`, if any. The SQL of all this together takes longer to
    build than the page to draw; so two queries at most, and the index.
    """
    itself, similar = index.answers([Question(only=pk), _like(pk)], at)
    if not itself.found:
        return None
    standing = Standing.from_json(itself.found[0].page)
    product = _row(pk)
    # The row may know better than an index that another process is writing at the moment.
    if product is None or (not adults and (standing.is_for_adults or product.age_restricted)):
        return None
    standing.put_on(product)
    _tell_certificates(product, standing.history(), at)
    product.photographs = _photographs(product) if standing.has_photographs else []
    product.group = _group(standing.group)
    product.similar = cards_of(similar)
    return product


def _row(pk):
    row = public(adults=True).filter(pk=pk).select_related("producer", "commune").order_by()
    return next(iter(row), None)


def _tell_certificates(product, history, at):
    """A product that has no stars shows none, though a set of mixed goods may have one in force."""
    states = [(certificate, certificate.state(at)) for certificate in history]
    in_force = [certificate for certificate, state in states if state == CertificateState.IN_FORCE]
    product.certificates_in_force = in_force if product.stars else []
    product.stars = product.certificates_in_force[0].stars if product.certificates_in_force else None
    over = (certificate for certificate, state in states if state in LAPSED)
    product.lapsed = None if product.certificates_in_force else next(over, None)


def _like(pk):
    """A few of its sub-group, maker or commune that are in stock, the nearest first; nothing for adults."""
    return Question(like=pk, filters={"in_stock": 1}, limit=MOST_SIMILAR)


def _photographs(product):
    return list(ProductImage.objects.filter(product=product).order_by("display_order", "pk"))


def _group(code):
    names = index.labels_of("group", [code]).get(code)
    return Category(code=code, name_vi=names["vi"], name_en=names["en"]) if names else None
