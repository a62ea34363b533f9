from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "shuniu.casework"
    label = "casework"

    def ready(self):
        from shuniu.casework import actions, appointing, doors, holdings, jobs, names, workflow  # noqa: F401  (declare what the house asks for)
