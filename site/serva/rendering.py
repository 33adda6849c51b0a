from django.forms.renderers import DjangoTemplates


class FormRenderer(DjangoTemplates):
    """Every form gets the markup of the house: errors summed up on top and again beside their fields.

    Finds the templates of all apps without "django.forms" among INSTALLED_APPS.
    """

    form_template_name = "serva/form.html"
    field_template_name = "serva/field.html"
