from django.forms.renderers import DjangoTemplates


class FeltForms(DjangoTemplates):
    """Forms drawn by the templates of this app: `{{ form }}` whole, `{{ form.name.as_field_group }}` one field."""

    form_template_name = "ui/_form.html"
    field_template_name = "ui/_field.html"
