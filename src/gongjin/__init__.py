"""共进: from the plan document to the score."""
