"""Addresses of the pages about long work."""

from django.urls import path

from hamdeli.desk.jobs import progress

urlpatterns = [
    path("jobs/", progress.job_list, name="jobs"),
    path("jobs/<int:pk>/", progress.job_page, name="job"),
    path("jobs/<int:pk>/progress/", progress.job_progress, name="job_progress"),
    path("jobs/<int:pk>/cancellation/", progress.job_cancellation, name="job_cancellation"),
    path("jobs/<int:pk>/files/<str:role>/", progress.job_file, name="job_file"),
]
