"""Forms validate; they never write."""

from django import forms

from shuniu.kernel.actor import Actor


class InputForm(forms.Form):
    """What a person may type. `by` fences every choice of records to what the actor may see."""

    required_css_class = "required"

    def __init__(self, *args, by: Actor, **kwargs):
        self.by = by
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and hasattr(field.queryset, "visible_to"):
                field.queryset = field.queryset.visible_to(by)
            if getattr(field.widget, "input_type", "") == "date":
                field.widget.format = "%Y-%m-%d"  # the only one a browser's date field takes, in any language

    def save(self, *args, **kwargs):
        raise TypeError("Forms do not write. Pass cleaned_data to an action.")
