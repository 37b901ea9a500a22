"""The administrator's pages of hours and days, and the page that asks before clocks move."""
