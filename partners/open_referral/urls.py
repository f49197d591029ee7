from django.urls import path

from partners.open_referral import views

app_name = "open_referral"
urlpatterns = [
    path("", views.root, name="root"),
    path("openapi.json", views.openapi, name="openapi"),
    path("services", views.services, name="services"),
    path("services/<str:identifier>", views.service, name="service"),
    path("organizations", views.organizations, name="organizations"),
    path("organizations/<str:identifier>", views.organization, name="organization"),
    path("taxonomies", views.taxonomies, name="taxonomies"),
    path("taxonomies/<str:identifier>", views.taxonomy, name="taxonomy"),
    path("taxonomy_terms", views.taxonomy_terms, name="taxonomy_terms"),
    path("taxonomy_terms/<str:identifier>", views.taxonomy_term, name="taxonomy_term"),
    path("service_at_locations", views.service_at_locations, name="service_at_locations"),
    path("service_at_locations/<str:identifier>", views.service_at_location, name="service_at_location"),
    path("<path:path>", views.unknown, name="unknown"),
]
