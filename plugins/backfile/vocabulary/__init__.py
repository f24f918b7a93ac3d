"""Published vocabularies, shipped or from a packaged library: IPTC Media Topics, countries and cities."""
