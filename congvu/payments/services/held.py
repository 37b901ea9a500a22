"""Taking an order alone: first its dossier, then itself, as every deed on money does, so that none waits forever."""

from congvu.base.actors import system
from congvu.base.refusals import Refusal
from congvu.dossiers.models import Dossier
from congvu.payments import refusals
from congvu.payments.models import Order

GATEWAY = system("payments", "Cổng thanh toán")


def alone(order_pk: int) -> Order:
    """The order and its dossier, ours until the transaction ends. Refuses with `payments.not_found`."""
    dossier_id = Order.objects.filter(pk=order_pk).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise Refusal(refusals.NOT_FOUND)
    dossier = dossier_alone(dossier_id)
    order = Order.objects.select_for_update(of=("self",)).select_related("receipt").get(pk=order_pk)
    order.dossier = dossier
    return order


def dossier_alone(dossier_id: int) -> Dossier:
    """The dossier, ours until the transaction ends."""
    return Dossier.objects.select_for_update(of=("self",)).for_a_deed().get(pk=dossier_id)
