"""A parcel in the words that carriers ask for: who sends it and gets it, what is in it and what it weighs."""

import math

from django.conf import settings
from django.utils.translation import gettext as _

from catalog.places.models import Commune, FormerUnit
from catalog.places.provinces import HOME_PROVINCE
from shop.carriers.values import Item, Parcel, Party
from shop.delivery.goods import goods_of
from shop.delivery.queries import the_tariff
from shop.delivery.tariff import Load
from shop.fulfilment.consignments.exceptions import CannotConsign
from shop.fulfilment.consignments.models import Consignment
from shop.payments.money import dong

#: Centimetres of the side of the smallest box there is.
SMALLEST_SIDE = 10


def parcel_of(consignment: Consignment) -> Parcel:
    """What the carrier is asked to carry, the same words whenever it is asked.

    Raises CannotConsign where its address is missing, or nobody at the point can be called.
    """
    fulfilment = consignment.fulfilment
    items, load = _contents(fulfilment)
    return Parcel(
        reference=consignment.reference,
        sender=_sender(fulfilment.partner),
        recipient=_recipient(fulfilment.order),
        items=items,
        weight_g=load.weight_g,
        side_cm=max(SMALLEST_SIDE, math.ceil(round(load.volume_cm3 ** (1 / 3), 3))),
        cash=consignment.cash,
        value=fulfilment.amount - fulfilment.fee - fulfilment.wrap,
        note=consignment.fulfilment.order.number,
    )


def _contents(fulfilment) -> tuple[tuple[Item, ...], Load]:
    lines = fulfilment.order.lines.filter(partner=fulfilment.partner_id)
    lines = list(lines.select_related("product__parent").order_by("pk"))
    tariff, goods = the_tariff(), goods_of(line.product for line in lines if line.product)
    items, whole = [], Load(tariff.packing_g)
    for line in lines:
        load = goods[line.product_id].load(tariff) if line.product else Load(tariff.unknown_g)
        whole += load * line.quantity
        name = line.product.full_title if line.product else line.title
        price = dong(line.line_price_incl_tax) // line.quantity
        items.append(Item(name, line.quantity, load.weight_g, price))
    return tuple(items), whole


def _sender(partner) -> Party:
    point = partner.sales_point
    phone = (point.phone if point else "") or settings.SHOP_PHONE
    if not phone:
        raise CannotConsign(_("The carrier wants to call somebody here, and this point has no phone."))
    return Party(
        name=partner.name,
        phone="".join(filter(str.isdigit, phone)),
        street=point.address_line if point else partner.name,
        province=HOME_PROVINCE,
        **_unit(point.commune if point else partner.commune),
    )


def _recipient(order) -> Party:
    address = order.shipping_address
    if address is None:
        raise CannotConsign(_("The order has no address."))
    unit = _unit(address.commune) if address.commune else {"ward": address.line4}
    who = {"name": order.contact_name, "phone": order.contact_phone}
    return Party(**who, street=address.line1, province=address.state, **unit)


def _unit(commune: Commune | None) -> dict[str, str]:
    """Its name of today, and the district that it was of where that was one alone."""
    if commune is None:
        return {"ward": ""}
    replaced = FormerUnit.objects.filter(successor=commune).exclude(district_name="")
    districts = set(replaced.order_by().values_list("district_name", flat=True))
    return {
        "ward": f"{commune.get_kind_display()} {commune.name}",
        "district": districts.pop() if len(districts) == 1 else "",
    }
