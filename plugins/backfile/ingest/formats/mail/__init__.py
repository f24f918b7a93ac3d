"""Copy that came by e-mail: RFC 5322 and MIME to a headline and paragraphs, without what mail adds to them."""
