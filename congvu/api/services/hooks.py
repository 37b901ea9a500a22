"""Webhooks: asking to be told, being told, and being left alone when nobody answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from congvu.api import events, refusals
from congvu.api.models import Client, Hook, Told
from congvu.api.rules import GIVE_UP_AFTER, Topic, is_webhook_url, new_hook_secret, signature, webhook_id
from congvu.api.selectors import may_keep
from congvu.api.selectors.hooks import message_of, state_of_deliveries
from congvu.base.actors import Actor
from congvu.base.refusals import Refusal
from congvu.journal.services import record
from congvu.notices.models import Message
from congvu.notices.rules import Channel
from congvu.notices.services import put

MOST_HOOKS = 10  # of a client, in use
TOLD_KEPT = timedelta(days=180)  # as long as the outbox keeps what was sent


@transaction.atomic
def make_hook(client: Client, *, url: str, topics: Sequence[str], private: bool, by: Actor, at: datetime) -> Hook:
    """Tell a client at this address from now on. `private`: addresses of this machine are good too.

    Refusals: api.not_yours, hook_url_bad, hook_taken, too_many_hooks.
    """
    _must_act_for(client, by)
    if not is_webhook_url(url, private=private):
        raise Refusal(refusals.HOOK_URL_BAD, field="url")
    if Hook.objects.filter(client=client, ended_at=None).count() >= MOST_HOOKS:
        raise Refusal(refusals.TOO_MANY_HOOKS, most=MOST_HOOKS)
    try:
        with transaction.atomic():
            hook = Hook.objects.create(
                client=client, url=url, topics=_in_order(topics), secret=new_hook_secret(), made_at=at
            )
    except IntegrityError as error:
        raise Refusal(refusals.HOOK_TAKEN, field="url") from error
    _tell_of(hook, client, by=by, at=at)
    return hook


@transaction.atomic
def change_hook(hook_pk: int, *, topics: Sequence[str], by: Actor, at: datetime) -> Hook:
    """Tell it of other things. Refusals: api.not_yours, hook_ended."""
    hook = _running(hook_pk, by)
    hook.topics = _in_order(topics)
    hook.save(update_fields=["topics"])
    _tell_of(hook, hook.client, by=by, at=at)
    return hook


@transaction.atomic
def end_hook(hook_pk: int, *, by: Actor, at: datetime) -> Hook:
    """Tell it no more; what waits for it in the outbox is not sent. Refusals: api.not_yours, hook_ended."""
    return _end(_running(hook_pk, by), why="asked", by=by, at=at)


@transaction.atomic
def tell_again(told_pk: int, *, by: Actor, at: datetime) -> Message:
    """Lay the same message into the outbox once more, with the same `webhook-id`: who had it already knows it again.
    Done by the client's keeper on its page. Refusals: api.not_yours, hook_ended."""
    told = Told.objects.select_for_update(of=("self",)).select_related("hook__client").filter(pk=told_pk).first()
    if told is None or not may_keep(by, told.hook.client.party_id, at=at):
        raise Refusal(refusals.NOT_YOURS)
    if told.hook.ended_at:
        raise Refusal(refusals.HOOK_ENDED)
    before = message_of(told)
    told.again += 1
    told.save(update_fields=["again"])
    client = told.hook.client
    record(
        events.HOOK_RESENT, told.hook, by=by, at=at, url=told.hook.url, name=client.name, client=client.client_id,
        message=webhook_id(told.hook_id, told.entry),
    )  # fmt: skip
    return lay_out(told, told.hook, text=before.text if before else "{}", at=at)


def lay_out(told: Told, hook: Hook, *, text: str, at: datetime) -> Message:
    """Lay a message for a hook into the outbox, in the caller's transaction."""
    return put(
        told.key,
        to=hook.url,
        subject=f"{told.topic} {told.code}",
        text=text,
        channel=Channel.WEBHOOK,
        account_id=hook.client.account_id,
        at=at,
    )


def sign(message: Message, *, at: datetime) -> Mapping[str, str] | None:
    """The headers of Standard Webhooks for a message of the outbox at the moment it leaves; None where its hook has
    ended since."""
    _webhook, hook_id, entry, _again = message.key.split(":")
    hook = Hook.objects.filter(pk=int(hook_id), ended_at=None).first()
    if hook is None:
        return None
    named, second = webhook_id(hook.pk, int(entry)), int(at.timestamp())
    return {
        "webhook-id": named,
        "webhook-timestamp": str(second),
        "webhook-signature": signature(hook.secret, named, second, message.text),
    }


def end_failing(*, by: Actor, at: datetime) -> list[Hook]:
    """End the hooks at which for five days nothing arrived that was sent, and write so to whoever answers for them."""
    ended = []
    for hook in Hook.objects.filter(ended_at=None, made_at__lt=at - GIVE_UP_AFTER).select_related("client__account"):
        since = state_of_deliveries(hook, at=at).failing_since
        if since is None or since > at - GIVE_UP_AFTER:
            continue
        with transaction.atomic():
            _end(hook, why="failing", by=by, at=at)
            _write_to_keeper(hook, at=at)
        ended.append(hook)
    return ended


def forget_told(*, at: datetime) -> int:
    """Delete the memory of what was told half a year ago; how many."""
    return Told.objects.filter(at__lt=at - TOLD_KEPT).delete()[0]


def _write_to_keeper(hook: Hook, *, at: datetime) -> None:
    account = hook.client.account
    if not account.email:
        return
    text = _(
        "Kính gửi %(name)s,\n\nTrong 5 ngày qua, địa chỉ %(url)s của ứng dụng “%(client)s” không nhận được thông báo"
        " nào, nên Công Vụ đã ngừng gửi tới đó. Hồ sơ không bị ảnh hưởng. Khi địa chỉ đã hoạt động lại, hãy đăng ký lại"
        " qua API; những gì bị lỡ có thể đọc lại ở danh sách hồ sơ.\n"
    )
    told = {"name": account.name, "url": hook.url, "client": hook.client.name}
    put(
        f"webhook-ended:{hook.pk}",
        to=account.email,
        subject=_("Đã ngừng gửi thông báo cho ứng dụng %s") % hook.client.name,
        text=text % told,
        account_id=account.pk,
        at=at,
    )


def _end(hook: Hook, *, why: str, by: Actor, at: datetime) -> Hook:
    hook.ended_at, hook.ended_why = at, why
    hook.save(update_fields=["ended_at", "ended_why"])
    client = hook.client
    record(events.HOOK_ENDED, hook, by=by, at=at, url=hook.url, name=client.name, client=client.client_id, why=why)
    return hook


def _running(hook_pk: int, by: Actor) -> Hook:
    hooks: QuerySet[Hook] = Hook.objects.select_for_update(of=("self",)).select_related("client")
    hook = hooks.filter(pk=hook_pk).first()
    if hook is None:
        raise Refusal(refusals.NOT_YOURS)
    _must_act_for(hook.client, by)
    if hook.ended_at:
        raise Refusal(refusals.HOOK_ENDED)
    return hook


def _must_act_for(client: Client, by: Actor) -> None:
    if client.party_id not in by.parties:
        raise Refusal(refusals.NOT_YOURS)


def _in_order(topics: Sequence[str]) -> list[str]:
    return [topic for topic in Topic.values if topic in topics]


def _tell_of(hook: Hook, client: Client, *, by: Actor, at: datetime) -> None:
    record(
        events.HOOK_MADE, hook, by=by, at=at, url=hook.url, name=client.name, client=client.client_id,
        topics=list(hook.topics),
    )  # fmt: skip
