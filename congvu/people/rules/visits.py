"""How somebody signed in, and how little of it is remembered."""

import ipaddress
import re
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=180)
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")


class Way(models.TextChoices):
    """With what somebody signed in."""

    PASSWORD = "password", _("Mật khẩu")
    SECOND = "second", _("Mật khẩu và bước xác thực thứ hai")
    PASSKEY = "passkey", _("Khóa truy cập")
    CODE = "code", _("Mã xác nhận")
    IDENTITY = "identity", _("Định danh điện tử")


def network_of(address: str) -> str:
    """The network of an address: enough to see whether it was home, too little to know which machine."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    length = 24 if known.version == 4 else 48
    return str(ipaddress.ip_network(f"{known}/{length}", strict=False))


def browser_of(header: str) -> str:
    """ "Chrome, Android" of the long line by which a browser names itself."""
    browser = next((name for sign, name in _BROWSERS if re.search(rf"\b{sign}", header)), "")
    if not browser and "Safari" in header:
        browser = "Safari"
    system = next((name for name in _SYSTEMS if name in header), "")
    return ", ".join(word for word in (browser, system) if word)
