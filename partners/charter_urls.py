from django.urls import path

from partners.views import reading

app_name = "charter"
urlpatterns = [path("", reading.charter, name="charter")]
