"""Words and pictures."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

#: No pictures or videos inside a paragraph: they are blocks of their own.
RICH_TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    """A heading within the page."""

    text = blocks.CharBlock(label=_("Text"), max_length=120)

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "cms/blocks/heading.html"


class ParagraphBlock(blocks.StructBlock):
    """Text with links, lists and small headings."""

    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "cms/blocks/paragraph.html"


class PictureBlock(blocks.StructBlock):
    """One picture with the words for those who cannot see it, and a caption."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "cms/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=pgettext_lazy("quote", "Words"), max_length=600)
    source = blocks.CharBlock(
        label=_("Who said it, and where"),
        max_length=160,
        help_text=_("Quote only what was really said or written."),
    )

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "cms/blocks/quote.html"


def check_address(address: str) -> None:
    """Lets through a path of this site (/san-pham/) or an address that begins with https://.

    Raises ValidationError for anything else.
    """
    own_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    if not (own_path or address.startswith("https://")) or any(c.isspace() for c in address):
        raise ValidationError(_("Write a path of this site such as /san-pham/, or an address with https://."))


class CallToActionBlock(blocks.StructBlock):
    """A sentence and a button that leads somewhere."""

    text = blocks.CharBlock(label=_("Text"), max_length=200, required=False)
    label = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Leads to this page"), required=False)
    address = blocks.CharBlock(
        label=_("Or to this address"),
        max_length=500,
        required=False,
        validators=[check_address],
        help_text=_("A path of this site such as /san-pham/?sao=4, or an address with https://."),
    )

    class Meta:
        label = _("Button")
        icon = "link"
        template = "cms/blocks/call_to_action.html"

    def clean(self, value):
        """Exactly one of a page and an address."""
        value = super().clean(value)
        if bool(value["page"]) == bool(value["address"]):
            wrong = ValidationError(_("Choose a page or write an address: one of the two."))
            raise blocks.StructBlockValidationError({"address": wrong})
        return value
