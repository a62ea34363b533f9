from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "shuniu.outcomes"
    label = "outcomes"

    def ready(self):
        from shuniu.outcomes import actions, doors  # noqa: F401  (declare kinds, indicators and the door)
