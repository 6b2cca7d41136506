"""Every paper of this floor."""

from shop.warehouse.counts import CountLine, StockTake
from shop.warehouse.digests import PointDigest, PointHook
from shop.warehouse.returns import CustomerReturn, ReturnedLot
from shop.warehouse.sheet_imports import StockSheet, StockSheetRow
from shop.warehouse.shipments import Shipment, ShipmentLine

__all__ = [
    "CountLine",
    "CustomerReturn",
    "PointDigest",
    "PointHook",
    "ReturnedLot",
    "Shipment",
    "ShipmentLine",
    "StockSheet",
    "StockSheetRow",
    "StockTake",
]
