"""Features that people ask their administrators for."""
