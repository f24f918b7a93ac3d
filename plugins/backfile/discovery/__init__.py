"""What the archive knows that no record says yet: names found in its articles, proposals for editors, topics for articles without."""
