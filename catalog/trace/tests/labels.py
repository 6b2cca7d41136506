"""Labels as goods bear them, and photographs of them as a telephone takes them."""

import zxingcpp
from PIL import Image, ImageFilter

Kind = zxingcpp.BarcodeFormat
GTIN, LOT = "08938505974194", "LO-26.11"
ELEMENTS = f"(01){GTIN}(17)271101(10){LOT}"


def a_label(content: str, kind: Kind, **options) -> Image.Image:
    """A code in black on white, as printed; `gs1=True` for element strings."""
    return Image.fromarray(zxingcpp.create_barcode(content, kind, **options).to_image(scale=4))


def photographed(label: Image.Image, *, turned=8) -> Image.Image:
    """The label held so many degrees askew before a grey table, not quite sharp, in a larger picture."""
    near = label.convert("L").resize((label.width * 2, label.height * 2))
    held = near.rotate(turned, expand=True, fillcolor=120)
    photo = Image.new("L", (held.width + 900, held.height + 700), 120)
    photo.paste(held, (600, 300))
    return photo.filter(ImageFilter.GaussianBlur(1.5)).convert("RGB")
