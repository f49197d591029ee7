"""The addresses of the pages in English, each below its language. What is not there yet says so in that language."""

from django.urls import path

from pages.translations import views

app_name = "translations"
urlpatterns = [
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/<path:address>/", views.page, name="page"),
]
