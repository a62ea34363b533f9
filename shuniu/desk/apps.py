from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "shuniu.desk"
    label = "desk"

    def ready(self):
        from shuniu.desk import doors  # noqa: F401  (declares the door)
