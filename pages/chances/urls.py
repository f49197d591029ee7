from django.urls import path

from pages.chances import join_views, offer_views, views

app_name = "chances"
urlpatterns = [
    path("", views.board, name="board"),
    path("offer/", offer_views.offer, name="offer"),
    path("<slug:slug>/", views.chance, name="chance"),
    path("<slug:slug>/join/", join_views.join, name="join"),
    path("<slug:slug>/joined/", join_views.thanks, name="joined"),
]
