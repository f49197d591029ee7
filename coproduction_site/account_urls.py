"""What we add to django-allauth's addresses, or put in their place."""

from django.urls import path

from coproduction_site import account_views

urlpatterns = [
    path("email/", account_views.your_sign_in, name="account_email"),
    path("invitation/<str:token>/", account_views.accept_invitation, name="account_invitation"),
]
