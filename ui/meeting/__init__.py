"""What a meeting has besides the desk: an agenda, the chair's card, and the page for the room on a second screen."""
