"""How much room everything takes."""
