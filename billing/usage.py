"""What an organization has used, by day and by cause: reads only."""
