from django.urls import path

from stories import feeds
from stories.views import (
    answered,
    answering,
    calling,
    files,
    following,
    later,
    local_offer,
    looking,
    principles,
    reading,
    telling,
)

app_name = "stories"
urlpatterns = [
    path("", reading.story_list, name="list"),
    path("feed/", feeds.feed, name="feed"),
    path("share/", telling.start, name="start"),
    path("share/write/", telling.write, name="write"),
    path("share/check/", telling.check, name="check"),
    path("share/thanks/", telling.thanks, name="thanks"),
    path("share/template.docx", telling.template_docx, name="template_docx"),
    path("share/template/", telling.template_page, name="template_page"),
    path("share/later/", later.later, name="later"),
    path("share/later/sent/", later.later_sent, name="later_sent"),
    path("share/continue/<slug:token>/", later.come_back, name="continue"),
    path("share/ring-me/", calling.ring_me, name="ring_me"),
    path("share/ring-me/thanks/", calling.ring_me_thanks, name="ring_me_thanks"),
    path("share/look/", looking.how_it_looks, name="look"),
    path("share/files/", files.files, name="files"),
    path("share/files/<uuid:key>.webp", files.draft_photo, name="draft_photo"),
    path("share/<slug:slug>/", telling.step, name="step"),
    path("follow/<slug:token>/", following.follow, name="follow"),
    path("follow/<slug:token>/download/", following.download, name="download"),
    path("follow/<slug:token>/files/<uuid:key>/", files.own_file, name="own_file"),
    path("answers/<int:pk>/", answering.answer, name="answer"),
    path("answers/<int:pk>/more/", answering.say_more, name="say_more"),
    path("you-said-we-did/", answered.you_said, name="you_said"),
    path("you-said-we-did.csv", answered.table, name="you_said_table"),
    path("local-offer/", local_offer.report, name="local_offer"),
    path("local-offer.csv", local_offer.table, name="local_offer_table"),
    path("how-we-read/", principles.how_we_read, name="how_we_read"),
    path("<slug:slug>/photos/<uuid:key>.webp", files.photo, name="photo"),
    path("<slug:slug>/", reading.detail, name="detail"),
]
