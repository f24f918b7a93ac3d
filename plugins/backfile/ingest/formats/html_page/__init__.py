"""Pages of websites: HTML with schema.org data, or with what pages have in its place."""
