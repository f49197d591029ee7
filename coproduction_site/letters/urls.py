from django.urls import path

from coproduction_site.letters import previewing

app_name = "letters"
urlpatterns = [path("<path:name>/", previewing.preview, name="preview")]
