"""Tests of the numbers at the counter."""
