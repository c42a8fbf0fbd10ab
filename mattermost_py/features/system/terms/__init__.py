"""Terms of service of this site, and who has accepted them."""
