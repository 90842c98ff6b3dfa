"""The kit that pages are made of. Every piece takes the look first, grows with the text, and can be named by a screen reader."""
