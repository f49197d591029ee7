from django.urls import include, path

from ladder import views

app_name = "ladder"
urlpatterns = [
    path("", views.ladder, name="ladder"),
    path("methods/", views.methods, name="methods"),
    path("where-are-you/group/", include("ladder.groups.urls")),
    path("where-are-you/", include("ladder.reflection.urls")),
    path("<slug:slug>/", views.rung, name="rung"),
]
