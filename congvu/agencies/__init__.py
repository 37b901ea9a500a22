"""Offices, posts and calendars: who may act for whom on which day, and when an office is open."""
