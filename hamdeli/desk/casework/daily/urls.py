"""Addresses of the pages about a worker's day."""

from django.urls import path

from hamdeli.desk.casework.daily import (
    drafts,
    due_lists,
    file_tasks,
    letters,
    notes,
    searching,
    task_list,
    tasks,
    timelines,
)

urlpatterns = [
    path("tasks/", task_list.task_list, name="tasks"),
    path("tasks/export/", task_list.task_export, name="tasks_export"),
    path("tasks/<int:pk>/", tasks.task_page, name="task"),
    path("tasks/<int:pk>/finishing/", tasks.finishing, name="task_finishing"),
    path("tasks/<int:pk>/passing/", tasks.passing, name="task_passing"),
    path("due/<str:kind>/", due_lists.due_list, name="due"),
    path("search/", searching.search, name="search"),
    path("drafts/<slug:form>/<slug:subject>/", drafts.draft, name="draft"),
    path("drafts/<slug:form>/<slug:subject>/forgetting/", drafts.forgetting, name="draft_forgetting"),
    path("files/<str:code>/tasks/", file_tasks.file_tasks, name="file_tasks"),
    path("files/<str:code>/notes/", notes.file_notes, name="file_notes"),
    path("files/<str:code>/timeline/", timelines.timeline, name="file_timeline"),
    path("files/<str:code>/letters/", letters.file_letters, name="file_letters"),
]
