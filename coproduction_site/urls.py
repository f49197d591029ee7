from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from coproduction_site import council_mark, health
from coproduction_site.pasted import views as pasted

admin.site.site_header = "Co-production desk"
admin.site.site_title = "Co-production desk"
admin.site.index_title = "What needs me today"
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("council-mark/<str:name>", council_mark.council_mark, name="council_mark"),
    path("accounts/", include("coproduction_site.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("pasted/", pasted.tidy, name="pasted"),
    path("letters/", include("coproduction_site.outbox.urls")),
    path("drafts/letters/", include("coproduction_site.letters.urls")),
    path("drafts/", include("coproduction_site.drafts.urls")),
    path("", include("pages.easy_read.urls")),
    path("", include("stories.urls")),
    path("", include("pages.translations.urls")),
    path("ladder/", include("ladder.urls")),
    path("partners/", include("partners.urls")),
    path("charter/", include("partners.charter.urls")),
    path("open-referral/", include("partners.open_referral.urls")),
    path("events/", include("pages.events.urls")),
    path("get-involved/", include("pages.chances.urls")),
    path("booking/", include("pages.booking.urls")),
    path("news/", include("pages.news.urls")),
    path("", include("pages.urls")),
]

handler400 = "coproduction_site.errors.bad_request"
handler403 = "coproduction_site.errors.forbidden"
handler404 = "coproduction_site.errors.not_found"
handler500 = "coproduction_site.errors.server_error"
