"""The blocks that a body may have, and their order in the editor."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.goods import ProductBlock, ProductRowBlock, SalesPointBlock
from cms.blocks.text import CallToActionBlock, HeadingBlock, ParagraphBlock, PictureBlock, QuoteBlock


class Body(blocks.StreamBlock):
    """A page's body."""

    paragraph = ParagraphBlock(group=_("Words and pictures"))
    heading = HeadingBlock(group=_("Words and pictures"))
    picture = PictureBlock(group=_("Words and pictures"))
    quote = QuoteBlock(group=_("Words and pictures"))
    call_to_action = CallToActionBlock(group=_("Words and pictures"))
    product = ProductBlock(group=_("Goods and places"))
    product_row = ProductRowBlock(group=_("Goods and places"))
    sales_point = SalesPointBlock(group=_("Goods and places"))
