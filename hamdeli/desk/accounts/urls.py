"""Addresses of the pages about posts."""

from django.urls import path

from hamdeli.desk.accounts import posts

urlpatterns = [
    path("posts/", posts.post_list, name="posts"),
    path("posts/new/", posts.post_new, name="post_new"),
    path("posts/<int:pk>/end/", posts.post_end, name="post_end"),
]
