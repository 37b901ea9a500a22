"""Mergers, renamings and moved duties: prepared as a dated batch, reviewed, rehearsed, performed in one deed."""
