from typing import Any

from django.forms import BoundField
from django.forms.renderers import DjangoTemplates


class FeltField(BoundField):
    """Where a form is shown again, its first field that is wrong has the focus: its error may stand far below the fold."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Any = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        if wrong := next((field.name for field in self.form.visible_fields() if field.errors), None):
            attrs["autofocus"] = self.name == wrong
        return attrs


class FeltForms(DjangoTemplates):
    """Forms drawn by the templates of this app: `{{ form }}` whole, `{{ form.name.as_field_group }}` one field."""

    form_template_name = "ui/_form.html"
    field_template_name = "ui/_field.html"
    bound_field_class = FeltField
