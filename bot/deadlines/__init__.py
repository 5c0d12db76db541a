"""Working days, holidays and finish dates; pure but for the calendar's loader."""
