"""What may be asked: each parameter as the API's description tells it, and how it is read.

Product filters are read by the same code as the product page's, so that page and API never disagree. A
parameter that the API does not know is left alone; one that comes twice is wrong.
"""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.search.question import SORTS
from shop.api.responses import WrongParametersError
from shop.assortment.filters import FIELDS, HIGHEST_PRICE, LONGEST_QUERY, ProductFilter
from shop.points.locator import position

#: The filter's fields by the names that the API gives them.
FILTERS = {name: "q" if name == "words" else name for name in FIELDS}
MOST_PRODUCTS, PRODUCTS, LARGEST_OFFSET = 100, 24, 1_000_000


def _in_query(name, description, **schema):
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


_a_price = {"type": "integer", "minimum": 0, "maximum": HIGHEST_PRICE}

PRODUCT_PARAMETERS = [
    _in_query("q", "Words to look for, with or without their marks.", type="string", maxLength=LONGEST_QUERY),
    _in_query("stars", "Stars of the certificate in force.", type="integer", enum=[3, 4, 5]),
    _in_query("group", "Code of an OCOP group (I) or sub-group (I.5a).", type="string"),
    _in_query("producer", "Slug of a producer.", type="string"),
    _in_query("commune", "Code of today's commune of origin.", type="string", pattern="^[0-9]{5}$"),
    _in_query("point", "Slug of a sales point that has it in stock.", type="string"),
    _in_query("price_from", "Least price in dong.", **_a_price),
    _in_query("price_to", "Highest price in dong.", **_a_price),
    _in_query("in_stock", "1: only what is in stock somewhere.", type="integer", enum=[1]),
    _in_query("in_season", "1: only what is in season now.", type="integer", enum=[1]),
    _in_query(
        "sort", "Order of the list; by relevance with `q`, else by stars.", type="string", enum=list(SORTS)
    ),
    _in_query(
        "limit", "Products at once.", type="integer", minimum=1, maximum=MOST_PRODUCTS, default=PRODUCTS
    ),
    _in_query(
        "offset", "Products to pass over.", type="integer", minimum=0, maximum=LARGEST_OFFSET, default=0
    ),
]
POINT_PARAMETERS = [
    _in_query("near", "`lat,lon` in degrees (WGS 84): the nearest point first.", type="string")
]


@dataclass(frozen=True)
class ProductsAsked:
    """A part of the list of products."""

    filter: ProductFilter
    limit: int
    offset: int


def products_asked(params: QueryDict, at: datetime) -> ProductsAsked:
    """Reads the parameters of the product list, as of `at`. Raises WrongParametersError, naming all."""
    errors = _repeated(params, [*FILTERS.values(), "limit", "offset"])
    wanted = ProductFilter.from_params(params, FILTERS, at)
    limit = _whole(params, "limit", PRODUCTS, 1, MOST_PRODUCTS, errors)
    offset = _whole(params, "offset", 0, 0, LARGEST_OFFSET, errors)
    _refuse(wanted.errors | errors)
    return ProductsAsked(wanted, limit, offset)


def near_asked(params: QueryDict) -> tuple[float, float] | None:
    """The position to start from, if one is given. Raises WrongParametersError."""
    _refuse(_repeated(params, ["near"]))
    raw = params.get("near", "").strip()
    try:
        return position(raw) if raw else None
    except ValueError as wrong:
        raise WrongParametersError({"near": str(wrong)}) from wrong


def _repeated(params, names):
    return {name: _("Give it once.") for name in names if len(params.getlist(name)) > 1}


def _whole(params, name, default, least, most, errors):
    raw = params.get(name, "").strip()
    if not raw:
        return default
    if raw.isascii() and raw.isdigit() and len(raw) <= len(str(most)) and least <= int(raw) <= most:
        return int(raw)
    expected = _("A whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
    errors.setdefault(name, expected)
    return default


def _refuse(errors):
    if errors:
        raise WrongParametersError(errors)
