"""Part of the ladder's addresses, and of its names."""

from django.urls import path

from ladder.reflection import views

urlpatterns = [
    path("", views.where, name="where"),
    path("how-this-works/", views.how_it_works, name="how_it_works"),
    path("compare/", views.compare, name="compare"),
    path("kept/<str:code>/", views.kept, name="kept"),
    path("kept/<str:code>/where-we-stand.pdf", views.kept_sheet, name="kept_sheet"),
    path("<slug:who>/questions.pdf", views.question_sheet, name="question_sheet"),
    path("<slug:who>/", views.answer, name="answer"),
]
