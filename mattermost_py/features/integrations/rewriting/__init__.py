"""Having an AI service rewrite a message before it is sent."""
