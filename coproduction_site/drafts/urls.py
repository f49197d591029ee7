from django.urls import path

from coproduction_site.drafts import views

app_name = "drafts"
urlpatterns = [path("<str:token>/", views.shared, name="shared")]
