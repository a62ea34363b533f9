from django.apps import AppConfig


class VenuesConfig(AppConfig):
    name = "shuniu.venues"
    label = "venues"

    def ready(self):
        from shuniu.venues import doors, holdings, jobs, keeper, names, offers  # noqa: F401  (declare what the house asks for)
