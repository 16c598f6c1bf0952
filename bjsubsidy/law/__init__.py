"""What is said: the shapes of the catalogue, the catalogue itself, and the working days."""
