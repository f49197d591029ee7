"""Part of the ladder's addresses, and of its names."""

from django.urls import path, re_path

from ladder.paper import views

urlpatterns = [
    re_path(r"^ladder-(?P<paper>a4|a3)\.pdf$", views.poster, name="poster"),
    path("ways-to-take-part.pdf", views.factsheet, name="factsheet"),
    path("an-hour-on-the-ladder.pdf", views.host_sheet, name="host_sheet"),
]
