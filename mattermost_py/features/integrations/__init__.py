"""What other programs add to the product: commands, hooks, buttons."""
