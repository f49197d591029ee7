"""What is held about people around pages and films (see `rights.sources`)."""

from coproduction_site.reviews.rights import owners_of
from pages.models import Page, Video

SOURCES = [owners_of(Page), owners_of(Video)]
