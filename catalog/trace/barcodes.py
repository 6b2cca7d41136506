"""Bar codes and QR codes in a photograph, for telephones whose browser cannot read them itself."""

import zxingcpp
from PIL import Image

from catalog.trace.codes import Code, read_code

#: What goods, labels and papers bear: GS1's retail codes, its codes for lots, and QR.
_FORMATS = (
    zxingcpp.BarcodeFormat.EANUPC,
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.DataBar,
    zxingcpp.BarcodeFormat.ITF,
    zxingcpp.BarcodeFormat.DataMatrix,
    zxingcpp.BarcodeFormat.QRCode,
)


def code_in(image: Image.Image) -> Code | None:
    """The code in a picture; of several the one that tells most: a lot, then a product, then any text."""
    found = zxingcpp.read_barcodes(image.convert("L"), formats=_FORMATS, text_mode=zxingcpp.TextMode.Plain)
    codes = [read_code(barcode.text) for barcode in found]
    return max(codes, key=lambda code: (bool(code.lot), bool(code.gtin)), default=None)
