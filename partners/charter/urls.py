from django.urls import path

from partners.charter import views as charter
from partners.charter.pledges import contact_views, signatories, wording_views
from partners.charter.pledges import views as pledges
from partners.charter.status import application_views, panel_views
from partners.charter.status import views as status

app_name = "charter"
urlpatterns = [
    path("", charter.charter, name="charter"),
    path("our-charter.pdf", charter.sheet, name="sheet"),
    path("children/", charter.for_children, name="children"),
    path("values/<slug:slug>/", charter.value, name="value"),
    path("versions/", charter.versions, name="versions"),
    path("versions/<int:number>/", charter.version, name="version"),
    path("sign/", pledges.sign, name="sign"),
    path("sign/thanks/", pledges.thanks, name="thanks"),
    path("pledge/<slug:token>/", pledges.pledge, name="pledge"),
    path("pledge/<slug:token>/renew/", wording_views.renew, name="renew"),
    path("pledge/<slug:token>/correct/", wording_views.correct, name="correct"),
    path("pledge/<slug:token>/contact/", contact_views.contact, name="contact"),
    path("pledge/<slug:token>/confirm/", contact_views.confirm, name="confirm_contact"),
    path("pledge/<slug:token>/status/", application_views.apply, name="apply"),
    path("signed/", signatories.signed, name="signed"),
    path("signed.json", signatories.signed_json, name="signed_json"),
    path("signed.csv", signatories.signed_csv, name="signed_csv"),
    path("status/", status.statuses, name="statuses"),
    path("status/<slug:slug>/", status.status, name="status"),
    path("status/<slug:slug>/badge.svg", status.badge, name="badge"),
    path("panel/", panel_views.applications, name="panel"),
    path("panel/leave/", panel_views.leave, name="panel_leave"),
    path("panel/<int:pk>/", panel_views.read, name="panel_read"),
    path("panel/documents/<int:pk>/", panel_views.document, name="panel_document"),
]
