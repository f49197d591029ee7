"""The addresses of the pages in English, each below its language. What is not there yet says so in that language."""

from django.urls import path, register_converter

from coproduction_site.in_languages.known import LanguageConverter
from pages.translations import views

register_converter(LanguageConverter, "language")

app_name = "translations"
urlpatterns = [
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/<path:address>/", views.page, name="page"),
]
