"""A photograph's stand-in: no photographs may be kept here, so one is painted."""

import io

from django.core.files.images import ImageFile
from PIL import Image as Canvas

from catalog.pictures.models import Picture


def a_picture() -> Picture:
    """A picture of 1600 × 1067 px, as a phone would take it, shading from one colour to another."""
    painted = Canvas.linear_gradient("L").resize((1600, 1067))
    file = io.BytesIO()
    Canvas.merge("RGB", (painted, painted.point(lambda light: 90 + light // 3), painted)).save(file, "JPEG")
    return Picture.objects.create(title="Nương chè", file=ImageFile(file, "nuong-che.jpg"))
