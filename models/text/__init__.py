"""The text engine: every character is somebody's, text only grows, and taking out is a record of its own."""
