import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("heading_sv", models.CharField(blank=True, max_length=120, verbose_name="heading")),
                (
                    "heading_en",
                    models.CharField(blank=True, max_length=120, verbose_name="heading in English"),
                ),
                ("lead_sv", models.TextField(blank=True, max_length=400, verbose_name="introduction")),
                (
                    "lead_en",
                    models.TextField(blank=True, max_length=400, verbose_name="introduction in English"),
                ),
                (
                    "urgent_sv",
                    models.CharField(
                        blank=True,
                        help_text="Is somebody trapped? Call us at once.",
                        max_length=200,
                        verbose_name="when it is urgent",
                    ),
                ),
                (
                    "urgent_en",
                    models.CharField(blank=True, max_length=200, verbose_name="when it is urgent, in English"),
                ),
                (
                    "urgent_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="phone when it is urgent"),
                ),
                ("reach_us_sv", wagtail.fields.RichTextField(blank=True, verbose_name="how to reach us")),
                (
                    "reach_us_en",
                    wagtail.fields.RichTextField(blank=True, verbose_name="how to reach us, in English"),
                ),
            ],
            options={
                "verbose_name": "start page",
                "verbose_name_plural": "start pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="TextPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("title_en", models.CharField(blank=True, max_length=255, verbose_name="title in English")),
                (
                    "body_sv",
                    wagtail.fields.StreamField(
                        [("words", 0), ("picture", 3), ("notice", 6)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "h2",
                                        "h3",
                                        "bold",
                                        "italic",
                                        "ol",
                                        "ul",
                                        "link",
                                        "document-link",
                                    ],
                                    "label": "Text",
                                    "template": "website/blocks/words.html",
                                },
                            ),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "Picture"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "max_length": 200, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 120}),
                            5: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Text"},
                            ),
                            6: ("wagtail.blocks.StructBlock", [[("heading", 4), ("text", 5)]], {}),
                        },
                        verbose_name="text",
                    ),
                ),
                (
                    "body_en",
                    wagtail.fields.StreamField(
                        [("words", 0), ("picture", 3), ("notice", 6)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "h2",
                                        "h3",
                                        "bold",
                                        "italic",
                                        "ol",
                                        "ul",
                                        "link",
                                        "document-link",
                                    ],
                                    "label": "Text",
                                    "template": "website/blocks/words.html",
                                },
                            ),
                            1: ("wagtail.images.blocks.ImageBlock", [], {"label": "Picture"}),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Caption", "max_length": 200, "required": False},
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("image", 1), ("caption", 2)]], {}),
                            4: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 120}),
                            5: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Text"},
                            ),
                            6: ("wagtail.blocks.StructBlock", [[("heading", 4), ("text", 5)]], {}),
                        },
                        verbose_name="text in English",
                    ),
                ),
            ],
            options={
                "verbose_name": "text page",
                "verbose_name_plural": "text pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Brand",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                (
                    "accent_colour",
                    models.CharField(
                        blank=True,
                        help_text="Buttons and links. Made lighter or darker where it could not be read. Empty: Serva's own.",
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator("^#[0-9a-fA-F]{6}$", "Write the colour like #0d5c63.")
                        ],
                        verbose_name="accent colour",
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        help_text="Stands beside the company's name at the top. Best on a transparent ground.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="logo",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, to="wagtailcore.site"
                    ),
                ),
            ],
            options={
                "verbose_name": "look",
                "verbose_name_plural": "look",
            },
        ),
    ]
