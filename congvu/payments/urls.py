"""Addresses of payers, of the gateway's callbacks, and of the counter's online takings."""

from django.urls import path

from congvu.payments.views import gate, operating, paying

urlpatterns = [
    path("thanh-toan/tin-bao/", gate.callback, name="payments-callback"),
    path("thanh-toan/ve/<str:order>/", paying.back, name="payments-back"),
    path("thanh-toan/ma/<str:key>/", paying.pay_by_key, name="payments-pay-by-key"),
    path("thanh-toan/ma/<str:key>/ket-qua/", paying.result_by_key, name="payments-result-by-key"),
    path("thanh-toan/ma/<str:key>/bien-lai/", paying.receipt_by_key, name="payments-receipt-by-key"),
    path("thanh-toan/<str:code>/", paying.pay, name="payments-pay"),
    path("thanh-toan/<str:code>/ket-qua/", paying.result, name="payments-result"),
    path("thanh-toan/<str:code>/bien-lai/", paying.receipt, name="payments-receipt"),
    path("thu-truc-tuyen/", operating.orders, name="payments-orders"),
    path("thu-truc-tuyen/doi-soat/", operating.reports, name="payments-reports"),
    path("thu-truc-tuyen/doi-soat/lam/", operating.compare, name="payments-compare"),
    path("thu-truc-tuyen/doi-soat/khoan/<int:pk>/", operating.resolve, name="payments-resolve"),
    path("thu-truc-tuyen/doi-soat/<str:day>/", operating.report, name="payments-report"),
    path("thu-truc-tuyen/<str:code>/", operating.order, name="payments-order"),
    path("thu-truc-tuyen/<str:code>/hoan/", operating.refund, name="payments-refund"),
    path("thu-truc-tuyen/<str:code>/hoan-chuyen-khoan/", operating.give_back_aside, name="payments-give-back-aside"),
    path("thu-truc-tuyen/<str:code>/hoi/", operating.ask, name="payments-ask"),
]
