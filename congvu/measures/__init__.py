"""What the platform knows of itself, counted per agency and day: a catalogue of metrics, and their figures."""
