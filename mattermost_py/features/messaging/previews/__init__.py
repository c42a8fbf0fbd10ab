"""What is known of the pages and pictures that messages link to."""
