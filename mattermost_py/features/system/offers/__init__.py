"""What is sold elsewhere: hosting, licences, trials. Here everything is on, and nobody is billed."""
