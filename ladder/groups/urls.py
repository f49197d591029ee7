"""Part of the ladder's addresses, and of its names."""

from django.urls import path

from ladder.groups import host_views, views

urlpatterns = [
    path("", views.group, name="group"),
    path("begin/", host_views.begin, name="group_begin"),
    path("an-hour/", views.an_hour, name="group_hour"),
    path("host/<slug:token>/", host_views.host, name="group_host"),
    path("host/<slug:token>/step/", host_views.step, name="group_step"),
    path("host/<slug:token>/next/", host_views.begin_next, name="group_next"),
    path("host/<slug:token>/tickets/", host_views.print_tickets, name="group_tickets"),
    path("host/<slug:token>/type/<slug:who>/", host_views.type_in, name="group_type"),
    path("<slug:code>/", views.join, name="group_join"),
    path("<slug:code>/screen/", views.screen, name="group_screen"),
    path("<slug:code>/thanks/", views.thanks, name="group_thanks"),
    path("<slug:code>/result/", views.result, name="group_result"),
    path("<slug:code>/paper/<slug:who>/", views.paper, name="group_paper"),
    path("<slug:code>/<slug:who>/", views.sheet, name="group_sheet"),
]
