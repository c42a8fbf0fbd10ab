"""Files: uploading, previews, serving, attaching to posts."""
