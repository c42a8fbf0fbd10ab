"""The load generator: speaks only the API and prints what an operation costs the server and its database."""
