"""dpa-digitalwires: the JSON in which dpa delivers its wires, single entries and the answers of its interface wireQ."""
