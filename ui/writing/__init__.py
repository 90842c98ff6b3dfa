"""Where words are written and read: the editor over one side, model first, and how its words wear their marks."""
