"""The official bulk export: everything of this server as lines of JSON, with the files, in one archive."""
