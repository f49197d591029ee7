from django.urls import path

from coproduction_site.outbox import views

urlpatterns = [path("off/<str:token>/", views.letters_off, name="letters_off")]
