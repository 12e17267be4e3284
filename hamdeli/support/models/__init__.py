"""The records of the help for centres."""

from hamdeli.support.models.announcement import Announcement, AnnouncementQuerySet, AnnouncementReading
from hamdeli.support.models.article import Article, ArticleQuerySet, ArticleReading
from hamdeli.support.models.course import Course, CourseEdition, Following
from hamdeli.support.models.request import HelpMessage, HelpRequest, HelpRequestQuerySet, Topic, Urgency

__all__ = [
    "Announcement",
    "AnnouncementQuerySet",
    "AnnouncementReading",
    "Article",
    "ArticleQuerySet",
    "ArticleReading",
    "Course",
    "CourseEdition",
    "Following",
    "HelpMessage",
    "HelpRequest",
    "HelpRequestQuerySet",
    "Topic",
    "Urgency",
]
