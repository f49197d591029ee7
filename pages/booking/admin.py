"""The desk of bookings: who comes, typed by staff as well, and what people need for those who may read it."""

from django.contrib import admin
from django.urls import path

from coproduction_site.accounts import box_labels
from coproduction_site.accounts.session_guard import signed_in
from coproduction_site.admin_tools import VerbsOnly
from pages.booking import desk_views, one_booking
from pages.booking.forms import DetailsForm, TypedForm
from pages.booking.models import Booking


@admin.register(Booking)
class BookingAdmin(VerbsOnly, admin.ModelAdmin):
    permission = desk_views.MAY_BOOK

    def get_urls(self):
        view = self.admin_site.admin_view
        typed = signed_in(view(desk_views.of_event), box_labels.of(TypedForm))
        change = signed_in(view(one_booking.screen), box_labels.of(DetailsForm))
        return [
            path("", view(desk_views.overview), name="pages_booking_changelist"),
            path("event/<int:pk>/", typed, name="pages_booking_event"),
            path("event/<int:pk>/names.csv", view(desk_views.names), name="pages_booking_names"),
            path("event/<int:pk>/needs/", view(desk_views.needs), name="pages_booking_needs"),
            path("<int:pk>/change/", change, name="pages_booking_change"),
        ]
