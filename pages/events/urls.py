from django.urls import path

from pages.booking import views as booking
from pages.events import calendars, views

app_name = "events"
urlpatterns = [
    path("", views.events, name="list"),
    path("calendar.ics", calendars.calendar, name="calendar"),
    path("<slug:slug>/", views.event, name="event"),
    path("<slug:slug>/calendar.ics", calendars.one_event, name="one_calendar"),
    path("<slug:slug>/book/", booking.book, name="book"),
    path("<slug:slug>/booked/", booking.thanks, name="booked"),
]
