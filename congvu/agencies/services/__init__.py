"""The deeds of the organisation. What concerns hours and days is in `calendars`."""
