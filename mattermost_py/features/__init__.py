"""The product: areas on a ladder, each built on those below it."""
