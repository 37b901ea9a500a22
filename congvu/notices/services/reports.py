"""What the network reports of a text after it took it."""

from datetime import datetime, timedelta

from congvu.notices.models import Message
from congvu.notices.rules import Channel, Delivery, State, spellings

REMEMBERED = timedelta(days=10)  # numbers come again some day


def note_report(number: str, *, delivered: bool, why: str = "", at: datetime) -> bool:
    """Keep on the message whether it reached the telephone; whether there was such a message."""
    if not number:
        return False
    sent = Message.objects.filter(channel=Channel.SMS, state=State.SENT, delivery="", sent_at__gt=at - REMEMBERED)
    newest = sent.filter(number__in=spellings(number)).order_by("-pk").values("pk")[:1]
    delivery = Delivery.DELIVERED if delivered else Delivery.FAILED
    error = "" if delivered else why[:500]
    return bool(Message.objects.filter(pk__in=newest).update(delivery=delivery, delivered_at=at, error=error))
