"""Where a plan stands: paths, money, ranking and open data, for leaders and for everybody."""
