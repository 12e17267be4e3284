"""Addresses of the pages about plans."""

from django.urls import path

from hamdeli.desk.casework.planning import goals, lists, pages, steps, turns

urlpatterns = [
    path("plans/", lists.plan_list, name="plans"),
    path("plans/export/", lists.plans_export, name="plans_export"),
    path("files/<str:code>/plan/", pages.file_plan, name="file_plan"),
    path("files/<str:code>/plan/paper/", pages.plan_paper, name="plan_paper"),
    path("files/<str:code>/plan/beginning/", pages.plan_beginning, name="plan_beginning"),
    path("files/<str:code>/plan/goals/", goals.plan_goals, name="plan_goals"),
    path("files/<str:code>/plan/goals/<int:pk>/steps/", goals.plan_goal_steps, name="plan_goal_steps"),
    path("files/<str:code>/plan/goals/<int:pk>/end/", goals.plan_goal_end, name="plan_goal_end"),
    path("files/<str:code>/plan/steps/<int:pk>/", steps.plan_step, name="plan_step"),
    path("files/<str:code>/plan/steps/<int:pk>/change/", steps.plan_step_change, name="plan_step_change"),
    path("files/<str:code>/plan/steps/<int:pk>/dropping/", steps.plan_step_dropping, name="plan_step_dropping"),
    path("files/<str:code>/plan/steps/<int:pk>/correction/", steps.plan_step_correction, name="plan_step_correction"),
    path("files/<str:code>/plan/reviews/", turns.plan_reviews, name="plan_reviews"),
    path("files/<str:code>/plan/end/", turns.plan_end, name="plan_end"),
]
