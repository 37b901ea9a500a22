"""Addresses of the editors' pages, and of what everybody may read."""

from django.urls import path

from congvu.content.views import desk, feeds, reading, reviewing, writing

urlpatterns = [
    path("tin-tuc/", reading.news, name="content-news"),
    path("tin-tuc/atom.xml", feeds.feed, name="content-feed"),
    path("van-ban/", reading.section, name="content-texts"),
    path("trang/", reading.sections, name="content-sections"),
    path("trang/<slug:slug>/", reading.section, name="content-section"),
    path("trang/<slug:slug>/atom.xml", feeds.feed, name="content-section-feed"),
    path("trang/<slug:section>/<slug:slug>/", reading.article, name="content-article"),
    path("trang/<slug:section>/<slug:slug>/in/", reading.printed, name="content-print"),
    path("trang/<slug:section>/<slug:slug>/tep/", reading.attached, name="content-attachment"),
    path("anh/<int:pk>/<int:width>/", reading.picture_at, name="content-picture"),
    path("bien-tap/", desk.index, name="content-list"),
    path("bien-tap/them/", desk.create, name="content-create"),
    path("bien-tap/<int:pk>/", desk.page, name="content-page"),
    path("bien-tap/<int:pk>/ban-moi/", desk.begin_version, name="content-begin-version"),
    path("bien-tap/<int:pk>/anh/", desk.add_picture, name="content-add-picture"),
    path("bien-tap/ban/<int:pk>/", reviewing.version, name="content-version"),
    path("bien-tap/ban/<int:pk>/viet/", writing.write, name="content-write"),
    path("bien-tap/ban/<int:pk>/gui-duyet/", reviewing.submit, name="content-submit"),
    path("bien-tap/ban/<int:pk>/dang/", reviewing.publish, name="content-publish"),
    path("bien-tap/ban/<int:pk>/tra-lai/", reviewing.send_back, name="content-send-back"),
    path("bien-tap/ban/<int:pk>/go/", reviewing.withdraw, name="content-withdraw"),
    path("bien-tap/ban/<int:pk>/khoi-phuc/", reviewing.restore, name="content-restore"),
]
