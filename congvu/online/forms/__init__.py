"""Reading what is filled in at home: page by page, paper by paper, or as a sheet of many requests."""
