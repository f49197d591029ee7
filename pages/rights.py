"""What is held about people around pages, films, resources and case studies (see `rights.sources`)."""

from coproduction_site.reviews.rights import owners_of
from pages.models import CaseStudy, Page, Resource, Video

SOURCES = [owners_of(model) for model in (Page, Video, Resource, CaseStudy)]
