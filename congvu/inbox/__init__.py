"""Who must do what by when: one projection for every duty."""
