from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "shuniu.people"
    label = "people"

    def ready(self):
        from shuniu.people import doors, jobs, public, workflow  # noqa: F401  (declare kinds, ties and permissions)
