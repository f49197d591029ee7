from django.urls import path

from pages import seo, views
from pages.case_studies import views as case_studies
from pages.easy_read import views as easy_read
from pages.feedback import views as feedback
from pages.files import views as files
from pages.films import views as films
from pages.resources import suggest_views as suggesting
from pages.resources import views as resources
from pages.search import views as search
from pages.toolkit import views as toolkit
from pages.word_list import views as word_list

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("favicon.ico", seo.favicon, name="favicon"),
    path("robots.txt", seo.robots, name="robots"),
    path(".well-known/security.txt", seo.security, name="security"),
    path("sitemap.xml", seo.sitemap, name="sitemap"),
    path("sitemap-pages.xml", seo.sitemap_of_pages, name="sitemap_of_pages"),
    path("sitemap-stories-<int:number>.xml", seo.sitemap_of_stories, name="sitemap_of_stories"),
    path("search/", search.search, name="search"),
    path("a-z/", search.a_to_z, name="a_to_z"),
    path("films/<slug:slug>/<str:name>", films.film, name="film"),
    path("case-studies/", case_studies.case_study_list, name="case_studies"),
    path("case-studies/<slug:slug>/", case_studies.case_study, name="case_study"),
    path("helped/", feedback.helped, name="helped"),
    path("helped/thanks/", feedback.thanks, name="helped_thanks"),
    path("what-you-said-about-this-site/", feedback.what_we_did, name="what_we_did"),
    path("resources/", resources.resource_list, name="resources"),
    path("resources/suggest/", suggesting.suggest, name="suggest_resource"),
    path("resources/<slug:slug>/", resources.resource, name="resource"),
    path("resources/<slug:slug>/files/<str:name>", resources.resource_file, name="resource_file"),
    path("toolkit/", toolkit.toolkit, name="toolkit"),
    path("toolkit/how-to-guide.pdf", toolkit.guide_pdf, name="toolkit_pdf"),
    path("toolkit/<slug:slug>/", toolkit.step, name="toolkit_step"),
    path("toolkit/<slug:slug>/sheet.docx", toolkit.sheet_docx, name="toolkit_sheet"),
    path("glossary/<slug:slug>/", word_list.word, name="word"),
    path("<slug:slug>/files/<str:name>", files.page_file, name="file"),
    path("<slug:slug>/easy-read/", easy_read.of_page, name="easy_read"),
    path("<slug:slug>/", views.page, name="page"),
]
