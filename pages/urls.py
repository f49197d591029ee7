from django.urls import path

from pages import machines, views

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-pages.xml", machines.sitemap_of_pages, name="sitemap_of_pages"),
    path(
        "sitemap-stories-<int:year>-<int:month>.xml",
        machines.sitemap_of_stories,
        name="sitemap_of_stories",
    ),
    path("<slug:slug>/", views.page, name="page"),
]
