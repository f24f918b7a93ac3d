"""One pure parser for each wire format; ``known`` lists them."""
