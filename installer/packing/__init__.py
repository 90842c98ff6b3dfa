"""Making a folder that runs without Python, and from it the packages that people install. For developers and build machines."""
