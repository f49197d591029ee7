from django.urls import path

from partners.views import (
    checking,
    editing,
    people,
    previewing,
    reading,
    settling,
    taking_away,
    visiting,
)

app_name = "partners"
urlpatterns = [
    path("", reading.directory, name="list"),
    path("mine/", editing.mine, name="mine"),
    path("still-correct/<str:token>/", checking.still_correct, name="still_correct"),
    path("<slug:slug>/", reading.detail, name="detail"),
    path("<slug:slug>/logo/", reading.logo, name="logo"),
    path("<slug:slug>/photo/", reading.photo, name="photo"),
    path("<slug:slug>/contact.vcf", taking_away.card, name="card"),
    path("<slug:slug>/print/", taking_away.half_page, name="half_page"),
    path("<slug:slug>/mistake/", visiting.mistake, name="mistake"),
    path("<slug:slug>/ask/", visiting.ask, name="ask"),
    path("<slug:slug>/thanks/", visiting.thanks, name="thanks"),
    path("<slug:slug>/mistakes/<int:pk>/", settling.mistake, name="mistake_read"),
    path("<slug:slug>/questions/<int:pk>/", settling.question, name="question"),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/<int:pk>/", people.person, name="person"),
    path("<slug:slug>/edit/", editing.edit, name="edit"),
    path("<slug:slug>/edit/preview/", previewing.preview, name="preview"),
    path("<slug:slug>/edit/send/", editing.send, name="send"),
    path("<slug:slug>/edit/take-back/", editing.withdraw, name="withdraw"),
    path("<slug:slug>/edit/checked/", editing.checked, name="checked"),
    path("<slug:slug>/edit/history/", editing.history, name="history"),
    path("<slug:slug>/edit/waiting/<slug:name>/", previewing.waiting_picture, name="waiting_picture"),
    path("<slug:slug>/edit/<slug:section>/", editing.section, name="section"),
    path("<slug:slug>/edit/<slug:section>/preview/", previewing.section_preview, name="section_preview"),
]
