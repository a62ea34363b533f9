from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "shuniu.volunteers"
    label = "volunteers"

    def ready(self):
        """Declare what is declared by importing."""
        from shuniu.volunteers import codes, doors, jobs, names, workflow  # noqa: F401
