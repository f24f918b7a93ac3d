"""NewsML 1.0 to 1.2 (IPTC 2000 to 2003): news items of components in any depth."""
