from django.urls import path

from partners.views import (
    charter,
    charter_applying,
    charter_panel,
    charter_signed,
    charter_signing,
    charter_status,
)

app_name = "charter"
urlpatterns = [
    path("", charter.charter, name="charter"),
    path("children/", charter.for_children, name="children"),
    path("values/<slug:slug>/", charter.value, name="value"),
    path("versions/", charter.versions, name="versions"),
    path("versions/<int:number>/", charter.version, name="version"),
    path("sign/", charter_signing.sign, name="sign"),
    path("sign/thanks/", charter_signing.thanks, name="thanks"),
    path("pledge/<slug:token>/", charter_signing.pledge, name="pledge"),
    path("pledge/<slug:token>/status/", charter_applying.apply, name="apply"),
    path("signed/", charter_signed.signed, name="signed"),
    path("signed.json", charter_signed.signed_json, name="signed_json"),
    path("signed.csv", charter_signed.signed_csv, name="signed_csv"),
    path("status/", charter_status.statuses, name="statuses"),
    path("status/<slug:slug>/", charter_status.status, name="status"),
    path("status/<slug:slug>/badge.svg", charter_status.badge, name="badge"),
    path("panel/", charter_panel.applications, name="panel"),
    path("panel/<int:pk>/", charter_panel.read, name="panel_read"),
    path("panel/documents/<int:pk>/", charter_panel.document, name="panel_document"),
]
