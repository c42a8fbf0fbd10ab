"""Moving threads to other channels, splitting replies out of them, and joining them to others."""
