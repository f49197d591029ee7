from django.urls import path

from partners.directory import feeds, take_away_views
from partners.directory import views as directory
from partners.members import own_views
from partners.members import views as members
from partners.profile import preview_views
from partners.profile import views as profile
from partners.upkeep import answer_views, heard_views, still_correct_views, visitor_views

app_name = "partners"
urlpatterns = [
    path("", directory.directory, name="list"),
    path("feed.xml", feeds.feed, name="feed"),
    path("mine/", profile.mine, name="mine"),
    path("mine/invitations/<int:pk>/", own_views.invitation, name="invitation"),
    path("still-correct/<str:token>/", still_correct_views.still_correct, name="still_correct"),
    path("heard/<str:token>/", heard_views.heard, name="heard"),
    path("<slug:slug>/", directory.detail, name="detail"),
    path("<slug:slug>/logo/", directory.logo, name="logo"),
    path("<slug:slug>/photo/", directory.photo, name="photo"),
    path("<slug:slug>/contact.vcf", take_away_views.card, name="card"),
    path("<slug:slug>/print/", take_away_views.half_page, name="half_page"),
    path("<slug:slug>/mistake/", visitor_views.mistake, name="mistake"),
    path("<slug:slug>/ask/", visitor_views.ask, name="ask"),
    path("<slug:slug>/thanks/", visitor_views.thanks, name="thanks"),
    path("<slug:slug>/mistakes/<int:pk>/", answer_views.mistake, name="mistake_read"),
    path("<slug:slug>/questions/<int:pk>/", answer_views.question, name="question"),
    path("<slug:slug>/leave/", own_views.leave, name="leave"),
    path("<slug:slug>/people/", members.people, name="people"),
    path("<slug:slug>/people/<int:pk>/", members.person, name="person"),
    path("<slug:slug>/edit/", profile.edit, name="edit"),
    path("<slug:slug>/edit/preview/", preview_views.preview, name="preview"),
    path("<slug:slug>/edit/send/", profile.send, name="send"),
    path("<slug:slug>/edit/take-back/", profile.withdraw, name="withdraw"),
    path("<slug:slug>/edit/checked/", profile.checked, name="checked"),
    path("<slug:slug>/edit/history/", profile.history, name="history"),
    path("<slug:slug>/edit/waiting/<slug:name>/", preview_views.waiting_picture, name="waiting_picture"),
    path("<slug:slug>/edit/<slug:section>/", profile.section, name="section"),
    path(
        "<slug:slug>/edit/<slug:section>/preview/", preview_views.section_preview, name="section_preview"
    ),
]
