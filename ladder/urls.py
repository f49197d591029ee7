from django.urls import include, path

from ladder import views
from ladder.methods import views as methods

app_name = "ladder"
urlpatterns = [
    path("", views.ladder, name="ladder"),
    path("methods/", methods.methods, name="methods"),
    path("methods/<slug:slug>/", methods.method, name="method"),
    path("", include("ladder.paper.urls")),
    path("where-are-you/group/", include("ladder.groups.urls")),
    path("where-are-you/", include("ladder.reflection.urls")),
    path("<slug:slug>/", views.rung, name="rung"),
]
