from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "shuniu.groups"
    label = "groups"

    def ready(self):
        from shuniu.groups import doors, jobs, workflow  # noqa: F401  (declare what the house asks for)
        from shuniu.groups.imports import command  # noqa: F401  (likewise)
