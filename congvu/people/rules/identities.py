"""Somebody as a provider of national e-identity names them."""

from dataclasses import dataclass

from congvu.people.rules.accounts import Assurance


@dataclass(frozen=True, slots=True)
class Identity:
    """What an OpenID provider has said and signed: who it is (`issuer` and `subject` together), the name, the number
    of the identity card where it says so, and how surely it knows (`acr`, read as one of our levels)."""

    issuer: str
    subject: str
    name: str
    number: str
    acr: str
    assurance: Assurance
