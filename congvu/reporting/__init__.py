"""What was done: report duties with clocks, reports beside what was measured, consolidation, surveys."""
