"""What parsers share: encodings, XML and HTML to CommonMark, wrapped lines, datelines at the opening."""
