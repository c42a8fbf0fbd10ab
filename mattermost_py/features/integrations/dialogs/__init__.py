"""Dialogs: a program that was just asked something may show its asker a form, and hears what is filled in."""
