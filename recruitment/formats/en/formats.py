"""One way to write times, the admin's lists included: Fri, Nov 20, 2026, 23:34 UTC."""

DATE_FORMAT, TIME_FORMAT = "D, M j, Y", "H:i"
DATETIME_FORMAT = f"{DATE_FORMAT}, {TIME_FORMAT} e"
