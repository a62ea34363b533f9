from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
    label = "demo"

    def ready(self):
        from demo import actions  # noqa: F401  (its line in the trail has a sentence wherever the trail is read)
