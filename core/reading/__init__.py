"""What somebody typed → what it means; total: it never raises."""
