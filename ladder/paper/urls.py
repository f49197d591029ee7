"""Part of the ladder's addresses, and of its names."""

from django.urls import path

from ladder.paper import views

urlpatterns = [
    path("ladder-<slug:paper>.pdf", views.poster, name="poster"),
    path("ways-to-take-part.pdf", views.factsheet, name="factsheet"),
    path("an-hour-with-your-group.pdf", views.host_sheet, name="host_sheet"),
]
