"""What people do. One function a verb; no Qt. Rests on models alone."""
