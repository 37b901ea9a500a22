"""What was promised: plans on the ministry's frameworks, their targets, projects and money, drawn up and approved."""
