"""What IPTC 7901, ANPA 1312 and mailed copy share: codes of teleprinters, clocks of wires, notes between desks."""
