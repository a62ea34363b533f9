"""Jobs and the queue. Part of the kernel's namespace."""

from django.urls import path

from shuniu.kernel.machine import lists, views

urlpatterns = [
    path("administration/jobs/", lists.Jobs.as_view(), name="jobs"),
    path("administration/jobs/failed/", lists.FailedTasks.as_view(), name="failed_tasks"),
    path("administration/jobs/failed/<uuid:pk>/", views.TaskPage.as_view(), name="failed_task"),
    path("administration/jobs/<str:name>/", views.JobPage.as_view(), name="job"),
]
