"""Asking the programs behind buttons, menus and dialogs."""
