from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "shuniu.activities"
    label = "activities"

    def ready(self):
        from shuniu.activities import doors, jobs, names  # noqa: F401  (declare what the house asks for)
