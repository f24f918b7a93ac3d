"""Published vocabularies that ship with Backfile or come from a packaged library: IPTC Media Topics, countries and cities."""
