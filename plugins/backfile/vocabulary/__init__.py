"""Published vocabularies: IPTC Media Topics, which ship with Backfile, and countries and cities from packages."""
