"""Addresses of the pages about help for centres: requests, courses, announcements, knowledge."""

from django.urls import URLPattern, path

from hamdeli.desk.support import announcements, articles, asking, completions, counts, courses, learning, queue
from hamdeli.support.moves import Act

NOUNS = {
    Act.TAKE: "taking",
    Act.ASK_BACK: "question",
    Act.REPLY: "reply",
    Act.ANSWER: "answer",
    Act.ESCALATE: "escalation",
    Act.CONFIRM: "confirmation",
    Act.REOPEN: "reopening",
    Act.CLOSE: "closure",
    Act.WITHDRAW: "withdrawal",
}
HELP, COURSE = "help-requests/<int:pk>", "courses/<int:pk>"
ANNOUNCEMENT, ARTICLE = "announcements/<int:pk>", "knowledge/<int:pk>"
urlpatterns: list[URLPattern] = [
    path("help-requests/", queue.help_requests, name="help_requests"),
    path("help-requests/export/", queue.help_requests_export, name="help_requests_export"),
    path("help-requests/new/", asking.help_request_new, name="help_request_new"),
    path("help-requests/counts/", counts.help_counts, name="help_counts"),
    path(f"{HELP}/", asking.help_request, name="help_request"),
    path(f"{HELP}/attachment/", asking.help_request_attachment, name="help_request_attachment"),
    path(f"{HELP}/article/", asking.help_request_article, name="help_request_article"),
    *(
        path(f"{HELP}/{noun}/", asking.help_request_act, {"act": act.value}, name=f"help_request_{noun}")
        for act, noun in NOUNS.items()
    ),
    path("courses/", courses.courses, name="courses"),
    path("courses/export/", courses.courses_export, name="courses_export"),
    path("courses/new/", courses.course_new, name="course_new"),
    path(f"{COURSE}/", learning.course, name="course"),
    path(f"{COURSE}/draft/", courses.course_draft, name="course_draft"),
    path(f"{COURSE}/publishing/", courses.course_publishing, name="course_publishing"),
    path(f"{COURSE}/ending/", courses.course_ending, name="course_ending"),
    path(f"{COURSE}/parts/<int:part>/", learning.course_part, name="course_part"),
    path(f"{COURSE}/answers/", learning.course_answers, name="course_answers"),
    path("course-completions/", completions.course_completions, name="course_completions"),
    path("course-completions/export/", completions.course_completions_export, name="course_completions_export"),
    path("course-certificates/<int:pk>/", learning.course_certificate_pdf, name="course_certificate"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/export/", announcements.announcements_export, name="announcements_export"),
    path("announcements/new/", announcements.announcement_new, name="announcement_new"),
    path(f"{ANNOUNCEMENT}/", announcements.announcement, name="announcement"),
    path(f"{ANNOUNCEMENT}/reading/", announcements.announcement_reading, name="announcement_reading"),
    path(f"{ANNOUNCEMENT}/withdrawal/", announcements.announcement_withdrawal, name="announcement_withdrawal"),
    path("knowledge/", articles.knowledge, name="knowledge"),
    path("knowledge/export/", articles.knowledge_export, name="knowledge_export"),
    path("knowledge/new/", articles.article_new, name="article_new"),
    path(f"{ARTICLE}/", articles.article, name="article"),
    path(f"{ARTICLE}/details/", articles.article_details, name="article_details"),
    path(f"{ARTICLE}/reading/", articles.article_reading, name="article_reading"),
    path(f"{ARTICLE}/opinion/", articles.article_opinion, name="article_opinion"),
]
