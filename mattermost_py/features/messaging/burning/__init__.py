"""Posts that burn when they were read: opening them, burning them, and the end of their time."""
