from django.urls import path, register_converter

from pages.news import views
from pages.news.topics import TOPICS


class TopicConverter:
    """One that has no feed of its own elsewhere."""

    regex = "|".join(name for name, topic in TOPICS.items() if not topic.feed)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(TopicConverter, "topic")

app_name = "news"
urlpatterns = [
    path("", views.news, name="news"),
    path("asked/", views.asked, name="asked"),
    path("feeds/<topic:name>/", views.feed, name="feed"),
    path("mine/<slug:token>/", views.mine, name="mine"),
    path("mine/<slug:token>/stop/", views.stop, name="stop"),
]
