"""The pages of what is filed from home."""
