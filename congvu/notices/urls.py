"""Addresses of the outbox, of one's own wishes, of the templates, of the telephone, of the demonstration's letters."""

from django.urls import path

from congvu.notices.views import letters, outbox, phone, templates, wishes

urlpatterns = [
    path("thu-gui-di/", outbox.outbox, name="notices-outbox"),
    path("thu-gui-di/gui-lai/", outbox.retry_all, name="notices-retry-all"),
    path("thu-gui-di/<int:pk>/", outbox.message, name="notices-message"),
    path("thu-gui-di/<int:pk>/gui-lai/", outbox.retry, name="notices-retry"),
    path("thu-gui-di/<int:pk>/bo/", outbox.drop, name="notices-drop"),
    path("mau-tin-bao/", templates.templates, name="notices-templates"),
    path("mau-tin-bao/<str:occasion>/<str:channel>/<str:language>/", templates.template, name="notices-template"),
    path(
        "mau-tin-bao/<str:occasion>/<str:channel>/<str:language>/mac-dinh/",
        templates.reset,
        name="notices-template-reset",
    ),
    path("thu-bao/", wishes.preference, name="notices-preference"),
    path("tai-khoan/tin-bao/", wishes.wishes, name="notices-wishes"),
    path("dien-thoai/tra-cuu/", phone.tell, name="notices-phone"),
    path("trinh-dien/thu/", letters.letters, name="notices-letters"),
    path("trinh-dien/thu/<str:name>/", letters.letter, name="notices-letter"),
]
