from django.urls import include, path

from coproduction_site.in_languages.addresses import in_each_language
from stories.following import code_views
from stories.following import views as following
from stories.moderation import sentences_views
from stories.publication import feeds
from stories.publication import views as publication
from stories.reports import how_we_read, local_offer_views, you_said_json, you_said_views
from stories.responses import views as responses
from stories.submission.views import (
    call_me,
    later,
    papers,
    pictures,
    preview,
    questions,
    send_now,
    sending,
    task_list,
    template,
    uploads,
)

app_name = "stories"
telling = [
    path("", questions.start, name="start"),
    path("write/", questions.write, name="write"),
    path("check/", sending.check, name="check"),
    path("thanks/", sending.thanks, name="thanks"),
    path("template.docx", template.template_docx, name="template_docx"),
    path("template-easy-read.docx", template.template_easy_read, name="template_easy_read"),
    path("template/", template.template_page, name="template_page"),
    path("so-far/", task_list.task_list, name="so_far"),
    path("later/", later.later, name="later"),
    path("later/sent/", later.later_sent, name="later_sent"),
    path("continue/<slug:token>/", later.come_back, name="continue"),
    path("template/back/", template.send_template, name="send_template"),
    path("template/read/", template.template_read, name="template_read"),
    path("template/other/", papers.papers, name="template_other"),
    path("ring-me/", call_me.ring_me, name="ring_me"),
    path("ring-me/thanks/", call_me.ring_me_thanks, name="ring_me_thanks"),
    path("send-now/", send_now.send_now, name="send_now"),
    path("look/", preview.how_it_looks, name="look"),
    path("pictures/", pictures.pictures, name="pictures"),
    path("files/", uploads.files, name="files"),
    path("files/<uuid:key>.webp", uploads.draft_photo, name="draft_photo"),
    path("<slug:slug>/", questions.step, name="step"),
]
others = [
    path("", publication.story_list, name="list"),
    path("feed/", feeds.feed, name="feed"),
    path("follow/", code_views.open_page, name="open"),
    path("follow/<slug:token>/", following.follow, name="follow"),
    path("follow/<slug:token>/slip/", code_views.slip, name="slip"),
    path("follow/<slug:token>/download/", following.download, name="download"),
    path("follow/<slug:token>/files/<uuid:key>/", following.own_file, name="own_file"),
    path("answers/<int:pk>/", responses.answer, name="answer"),
    path("answers/<int:pk>/more/", responses.say_more, name="say_more"),
    path("you-said-we-did/", you_said_views.you_said, name="you_said"),
    path("you-said-we-did.csv", you_said_views.table, name="you_said_table"),
    path("you-said-we-did.json", you_said_json.answers, name="you_said_json"),
    path("local-offer/", local_offer_views.report, name="local_offer"),
    path("local-offer.csv", local_offer_views.table, name="local_offer_table"),
    path("how-we-read/", how_we_read.how_we_read, name="how_we_read"),
    path("sentences/<int:pk>/", sentences_views.preview, name="sentence"),
    path("<slug:slug>/photos/<uuid:key>.webp", publication.photo, name="photo"),
    path("<slug:slug>/", publication.detail, name="detail"),
]
urlpatterns = [
    in_each_language(path("stories/share/", include(telling))),
    path("stories/", include(others)),
]
