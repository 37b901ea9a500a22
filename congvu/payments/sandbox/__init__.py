"""A payment gateway to try with: a process of its own that speaks the protocol of `docs/payments.md` and shows payers a
page. No money moves. It knows nothing of the rest of the house but how texts are signed."""
