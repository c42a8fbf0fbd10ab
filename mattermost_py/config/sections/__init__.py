"""One frozen class a section, one line a key; names, types and defaults are Mattermost's."""
