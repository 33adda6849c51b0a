"""What an administrator may put on a text page. No embeds: nothing is loaded from another host."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.images.blocks import ImageBlock

WORDS = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class NoticeBlock(StructBlock):
    heading = CharBlock(label=_("Heading"), max_length=120)
    text = RichTextBlock(label=_("Text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "website/blocks/notice.html"


class PictureBlock(StructBlock):
    image = ImageBlock(label=_("Picture"), required=True)
    caption = CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "website/blocks/picture.html"


BODY = [
    ("words", RichTextBlock(label=_("Text"), features=WORDS, template="website/blocks/words.html")),
    ("picture", PictureBlock()),
    ("notice", NoticeBlock()),
]
