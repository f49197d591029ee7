"""What we add to django-allauth's addresses, or put in their place."""

from django.urls import path

from coproduction_site.accounts import views

urlpatterns = [
    path("email/", views.your_sign_in, name="account_email"),
    path("invitation/<str:token>/", views.accept_invitation, name="account_invitation"),
]
