"""Taking over what another Mattermost wrote down: one JSON line a thing, with its files in the same ZIP."""
