"""What postings do to one another: versions, takes, corrections, kills. Pure functions over what a wire sent."""
