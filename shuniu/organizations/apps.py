from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "shuniu.organizations"
    label = "organizations"

    def ready(self):
        from shuniu.organizations import doors, holdings, jobs, workflow  # noqa: F401  (declare what the house asks for)
        from shuniu.organizations.imports import command  # noqa: F401  (likewise)
