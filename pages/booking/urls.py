from django.urls import path

from pages.booking import views

app_name = "booking"
urlpatterns = [path("<slug:token>/", views.mine, name="mine")]
