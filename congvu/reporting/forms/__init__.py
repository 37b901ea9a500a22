"""What planners and reviewers fill in."""
