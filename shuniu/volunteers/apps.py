from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "shuniu.volunteers"
    label = "volunteers"

    def ready(self):
        """Declare what is declared by importing."""
        from shuniu.volunteers import (  # noqa: F401
            certificate_jobs,
            change_workflow,
            codes,
            doors,
            inquiry_workflow,
            jobs,
            names,
            patrol_jobs,
            recognition_jobs,
            workflow,
        )
        from shuniu.volunteers.imports import command  # noqa: F401
