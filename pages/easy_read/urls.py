"""Before the addresses of the other apps: each of these stands below a page of theirs."""

from django.urls import path

from pages.easy_read import views
from pages.models import GET_INVOLVED
from pages.twins import Place

app_name = "easy_read"
urlpatterns = [
    path("easy-read/", views.easy_reads, name="list"),
    path("ladder/easy-read/", views.of_place, {"place": Place.LADDER}, name="ladder"),
    path("partners/easy-read/", views.of_place, {"place": Place.PARTNERS}, name="partners"),
    path("charter/easy-read/", views.of_place, {"place": Place.CHARTER}, name="charter"),
    path("stories/easy-read/", views.of_place, {"place": Place.STORIES}, name="stories"),
    path("stories/share/easy-read/", views.of_place, {"place": Place.TELLING}, name="telling"),
    path(f"{GET_INVOLVED}/easy-read/", views.of_page, {"slug": GET_INVOLVED}, name="get_involved"),
]
