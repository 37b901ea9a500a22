"""Addresses of the citizen's door."""

from django.urls import path

from congvu.portal.views import account, account_data, finding, kiosk, lookup, verifying

urlpatterns = [
    path("", finding.home, name="portal-home"),
    path("thu-tuc/", finding.procedures, name="portal-procedures"),
    path("thu-tuc/<slug:slug>/", finding.procedure, name="portal-procedure"),
    path("thu-tuc/<slug:slug>/to-khai/", finding.blank, name="portal-blank"),
    path("noi-nop-ho-so/", finding.counters, name="portal-counters"),
    path("ki-ot/<str:code>/", kiosk.start, name="kiosk"),
    path("ki-ot/<str:code>/tra-cuu/", kiosk.track, name="kiosk-track"),
    path("ki-ot/<str:code>/thu-tuc/", kiosk.procedures, name="kiosk-procedures"),
    path("ki-ot/<str:code>/thu-tuc/<slug:slug>/", kiosk.procedure, name="kiosk-procedure"),
    path("ki-ot/<str:code>/lay-so/", kiosk.lines, name="kiosk-lines"),
    path("ki-ot/<str:code>/lay-so/<int:line>/", kiosk.number, name="kiosk-number"),
    path("xac-minh/", verifying.verify, name="portal-verify"),
    path("tai-khoan/", account.home, name="account-home"),
    path("tai-khoan/thong-bao/", account.notice, name="account-notice"),
    path("tai-khoan/dang-ky/", account.register, name="account-register"),
    path("tai-khoan/dang-ky/ma/", account.confirm, name="account-confirm"),
    path("tai-khoan/quen-mat-khau/", account.forgot, name="account-forgot"),
    path("tai-khoan/quen-mat-khau/ma/", account.reset, name="account-reset"),
    path("tai-khoan/dong-y/", account_data.agree, name="account-agree"),
    path("tai-khoan/lien-he/", account_data.contact, name="account-contact"),
    path("tai-khoan/lien-he/ma/", account_data.confirm_contact, name="account-contact-confirm"),
    path("tai-khoan/du-lieu/", account_data.data, name="account-data"),
    path("tai-khoan/du-lieu/tai-ve/", account_data.download, name="account-data-download"),
    path("tai-khoan/du-lieu/dong/", account_data.close, name="account-close"),
    path("tra-cuu/", lookup.look_up, name="portal-look-up"),
    path("tra-cuu/<str:key>/", lookup.look_up_by_key, name="portal-look-up-by-key"),
]
