"""Addresses of signing in, of the ways into an account, and of those who act for companies."""

from django.urls import path

from congvu.people.views import companies, doors, identity, second, security

urlpatterns = [
    path("dang-nhap/", doors.sign_in, name="people-sign-in"),
    path("dang-nhap/xac-thuc/", second.second, name="account-second"),
    path("dang-xuat/", doors.sign_out, name="people-sign-out"),
    path("mat-khau/", doors.password, name="people-password"),
    path("tai-khoan/dang-nhap/", doors.citizen_sign_in, name="account-sign-in"),
    path("tai-khoan/dang-nhap/khoa/", second.by_passkey, name="account-passkey-sign-in"),
    path("tai-khoan/dinh-danh/", identity.ask, name="account-identity"),
    path("tai-khoan/dinh-danh/ve/", identity.back, name="account-identity-back"),
    path("tai-khoan/dinh-danh/moi/", identity.new, name="account-identity-new"),
    path("tai-khoan/dinh-danh/lien-ket/", identity.link, name="account-identity-link"),
    path("tai-khoan/dinh-danh/<int:linked_id>/bo/", identity.unlink, name="account-identity-unlink"),
    path("tai-khoan/bao-mat/", security.security, name="account-security"),
    path("tai-khoan/bao-mat/ung-dung/", security.totp, name="account-totp"),
    path("tai-khoan/bao-mat/ung-dung/bat/", security.begin_totp, name="account-totp-begin"),
    path("tai-khoan/bao-mat/ung-dung/tat/", security.drop_totp, name="account-totp-drop"),
    path("tai-khoan/bao-mat/khoa/", security.add_passkey, name="account-passkey-add"),
    path("tai-khoan/bao-mat/khoa/<int:passkey_id>/bo/", security.drop_passkey, name="account-passkey-drop"),
    path("tai-khoan/bao-mat/ma-du-phong/", security.renew_recovery_codes, name="account-recovery"),
    path("tai-khoan/to-chuc/", companies.companies, name="account-companies"),
    path("tai-khoan/to-chuc/<int:party_id>/giao/", companies.give, name="account-mandate-give"),
    path("tai-khoan/to-chuc/vai-tro/<int:mandate_id>/ket-thuc/", companies.end, name="account-mandate-end"),
    path("to-chuc/cho-xac-nhan/", companies.claims, name="claims-list"),
    path("to-chuc/cho-xac-nhan/<int:mandate_id>/xac-nhan/", companies.confirm, name="claim-confirm"),
    path("to-chuc/cho-xac-nhan/<int:mandate_id>/tu-choi/", companies.refuse, name="claim-refuse"),
]
