"""Plain wire text: what any teleprinter would have printed, without a format of its own."""
