from django.urls import path

from partners.views import editing, reading

app_name = "partners"
urlpatterns = [
    path("", reading.directory, name="list"),
    path("mine/", editing.mine, name="mine"),
    path("<slug:slug>/", reading.detail, name="detail"),
    path("<slug:slug>/logo/", reading.logo, name="logo"),
    path("<slug:slug>/edit/", editing.edit, name="edit"),
    path("<slug:slug>/edit/preview/", editing.preview, name="preview"),
]
