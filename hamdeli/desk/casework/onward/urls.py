"""Addresses of the pages about onward referrals."""

from django.urls import path

from hamdeli.casework.onward.moves import Act
from hamdeli.desk.casework.onward import answers, giving, lists, sendings

NOUNS = {
    Act.ACCEPT: "acceptance",
    Act.ASK: "question",
    Act.REPLY: "reply",
    Act.DECLINE: "refusal",
    Act.FINISH: "outcome",
    Act.WITHDRAW: "withdrawal",
}

urlpatterns = [
    path("files/<str:code>/onward/", lists.file_onward, name="file_onward"),
    path("files/<str:code>/onward/new/", sendings.onward_new, name="onward_new"),
    path("files/<str:code>/onward/centres/", sendings.onward_centres, name="onward_centres"),
    path("onward/", lists.onward_list, name="onwards"),
    path("onward/export/", lists.onward_export, name="onwards_export"),
    path("onward/<str:code>/", answers.onward_page, name="onward"),
    path("onward/<str:code>/aid/", giving.onward_aid, name="onward_aid"),
    *(
        path(f"onward/<str:code>/{noun}/", answers.onward_act, {"act": act.value}, name=f"onward_{noun}")
        for act, noun in NOUNS.items()
    ),
]
