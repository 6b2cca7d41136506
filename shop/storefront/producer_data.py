"""What search engines are told about a maker (schema.org), from the same truth as its page."""

import re

from catalog.producers.models import Producer
from shop.machines.parts import absolute, address, thing

_year = re.compile(r"[12][0-9]{3}\Z")
#: Where the maker is a household its address is somebody's home: no more than the commune is told.
HOUSEHOLDS = {Producer.Kind.HOUSEHOLD_BUSINESS, Producer.Kind.PROCESSING_HOUSEHOLD}


def producer_data(producer: Producer) -> dict:
    """The maker as an organization. Telephone, e-mail and tax code are told to no machine."""
    street = "" if producer.kind in HOUSEHOLDS else producer.village
    return thing(
        "Organization",
        name=producer.name,
        url=absolute(producer.get_absolute_url()),
        description=producer.about,
        address=address(producer.commune, street) if producer.commune else None,
        foundingDate=producer.founded if _year.match(producer.founded) else None,
    )
