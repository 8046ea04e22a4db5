"""What delivery works out without a database: dates of reports, notice, likeness of titles."""
