"""The catalogue of metrics, the figures of one, what stands behind a figure, and counting again."""
