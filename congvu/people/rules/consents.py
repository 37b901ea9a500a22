"""What is agreed to when an account is made: the processing of personal data, as the notice of that version says."""

# The version stands on the page of the notice; with a new text comes a new version, and citizens are asked again.
NOTICE_VERSION = "2026-01"
