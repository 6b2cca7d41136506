"""A photograph's stand-in: no photographs may be kept here, so one is painted."""

import io

from django.core.files.images import ImageFile
from PIL import Image as Canvas
from wagtail.images.models import Image


def a_picture() -> Image:
    """A picture of 1600 × 1067 px, as a phone would take it, shading from one colour to another."""
    painted = Canvas.linear_gradient("L").resize((1600, 1067))
    file = io.BytesIO()
    Canvas.merge("RGB", (painted, painted.point(lambda light: 90 + light // 3), painted)).save(file, "JPEG")
    return Image.objects.create(title="Nương chè", file=ImageFile(file, "nuong-che.jpg"))
