"""IPTC ninjs, News in JSON: versions 1.0 to 3.1 and the dialects of content management systems and agencies."""
