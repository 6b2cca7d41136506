"""What `components/picture.html` needs to know of a picture."""

from django import template

from catalog.pictures import showing

register = template.Library()


@register.filter
def in_shape(picture, shape):
    """The picture in a shape of `catalog.pictures.shapes`; None where there is nothing to show.

    What is in its shape already stays as it is.
    """
    if isinstance(picture, showing.Shown):
        return picture
    return showing.shown(picture, shape)
