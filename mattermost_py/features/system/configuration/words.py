"""What is wrong with a setting, in the reader's language; the settings themselves complain in English."""

import re
from collections.abc import Mapping

# Sentences with blanks; the first that fits is taken, so longer ones stand before those they contain.
_GERMAN: Mapping[str, str] = {
    "must be one of {words}": "muss eines davon sein: {words}",
    "must be false while {key} is {value}": "muss aus sein, solange {key} so steht: {value}",
    "must be false while {key} is empty": "muss aus sein, solange {key} leer ist",
    "must be true while Intune signs in through it": "muss an sein, solange sich Intune darüber anmeldet",
    'must be true unless {key} is "{value}"': "muss an sein, außer {key} ist „{value}“",
    "must be true or false": "muss an oder aus sein",
    "must be true or false, not {value}": "muss an oder aus sein, nicht {value}",
    "must be true": "muss an sein",
    "must be false": "muss aus sein",
    "must be a whole number": "muss eine ganze Zahl sein",
    "must be a whole number, not {value}": "muss eine ganze Zahl sein, nicht {value}",
    "must be text in quotes": "muss ein Text sein",
    "must be text in quotes, not {value}": "muss ein Text sein, nicht {value}",
    "must be a list of texts in quotes": "muss eine Liste von Texten sein",
    "must be a list of texts in quotes, not {value}": "muss eine Liste von Texten sein, nicht {value}",
    "must be a list of tables": "muss eine Liste von Tabellen sein",
    "must be a list of tables, not {value}": "muss eine Liste von Tabellen sein, nicht {value}",
    "must be a list of cipher names such as {example}": "muss eine Liste von Verfahren sein, zum Beispiel {example}",
    "must be a list of URL patterns such as {example}": (
        "muss eine Liste von Mustern für Adressen sein, zum Beispiel {example}"
    ),
    "must be a list of schemes such as {example}": "muss eine Liste von URL-Schemata sein, zum Beispiel {example}",
    "must be a list of domain names": "muss eine Liste von Domainnamen sein",
    "must be a list of user ids": "muss eine Liste von Konten-IDs sein",
    "must be a table": "muss eine Tabelle sein",
    "must be a table, not {value}": "muss eine Tabelle sein, nicht {value}",
    "must be a map of log targets": "muss eine Tabelle von Protokollzielen sein",
    "must be a section of keys": "muss ein Abschnitt mit Schlüsseln sein",
    "must be an object": "muss ein Objekt sein",
    "must be from {low} to {high}": "muss zwischen {low} und {high} liegen",
    "must be {most} bytes or less": "darf höchstens {most} Bytes lang sein",
    "must be {least} characters or more": "muss mindestens {least} Zeichen lang sein",
    "must be {least} or more": "muss mindestens {least} sein",
    "must be {most} or fewer": "dürfen höchstens {most} sein",
    "must be -1 or above 0": "muss -1 oder größer als 0 sein",
    "must be 0 while {key} is set": "muss 0 sein, solange {key} gesetzt ist",
    "must be above 0, or {key} must be": "muss größer als 0 sein, oder {key} muss es sein",
    "must be a URL such as {example}, or empty for the embedded database": (
        "muss eine Adresse wie {example} sein, oder leer für die mitgelieferte Datenbank"
    ),
    "must be a URL such as {example}": "muss eine Adresse wie {example} sein",
    "must be a version such as {example}": "muss eine Version wie {example} sein",
    "must be the id of an uploaded icon": "muss die ID eines hochgeladenen Symbols sein",
    "must be names with colours such as Internal=#0b6e63": "müssen Namen mit Farben wie Intern=#0b6e63 sein",
    "must be the name of one of Classification.Levels": "muss der Name einer von Classification.Levels sein",
    "must be a colour such as {example}": "muss eine Farbe wie {example} sein",
    "must be later than {key}": "muss später sein als {key}",
    "must be a time such as {example}": "muss eine Uhrzeit wie {example} sein",
    "must be HOST:PORT, or :PORT for every address of this machine": (
        "muss HOST:PORT sein, oder :PORT für jede Adresse dieses Rechners"
    ),
    "must be a path in a folder that exists": "muss ein Pfad in einem Ordner sein, den es gibt",
    "must be the name of a file, not of a folder": "muss der Name einer Datei sein, nicht eines Ordners",
    "must be a mail address": "muss eine Mailadresse sein",
    "must be an LDAP filter": "muss ein LDAP-Filter sein",
    "must be an http or https URL": "muss eine Adresse mit http oder https sein",
    "must be of the form name=value": "muss die Form Name=Wert haben",
    "must be a UUID": "muss eine UUID sein",
    "must be free of spaces around it": "darf keine Leerzeichen am Anfang oder Ende haben",
    "must be names that do not begin with a dash": "müssen Namen sein, die nicht mit einem Bindestrich beginnen",
    "must be set, because {key} is false": "muss gesetzt sein, weil {key} aus ist",
    "must be set while {key} is set": "muss gesetzt sein, solange {key} gesetzt ist",
    "must be set": "muss gesetzt sein",
    "must be a text that begins with {key}": "muss ein Text sein, der mit {key} beginnt",
    "must be given an http or https URL": "braucht eine Adresse mit http oder https",
    "must be given an LLMServiceID": "braucht eine LLMServiceID",
    "must be given at least one reason": "braucht mindestens einen Grund",
    "must be given at least one reviewer in every enabled team": (
        "braucht in jedem eingeschalteten Team mindestens eine prüfende Person"
    ),
    "must be given at least one reviewer": "braucht mindestens eine prüfende Person",
    "must be empty, or a list with {key} in it": "muss leer sein, oder eine Liste, in der {key} steht",
    "must be about the events {names} only": "darf nur von diesen Ereignissen handeln: {names}",
    "must be for {names} only": "darf nur an diese gehen: {names}",
    "must be such that reviewers hear of flagged messages": "muss Prüfenden gemeldete Nachrichten melden",
    "unknown key": "unbekannte Einstellung",
    "unknown key{hint}": "unbekannte Einstellung{hint}",
}
_BLANK = re.compile(r"\\\{(\w+)\\\}")
_PATTERNS = tuple((re.compile(_BLANK.sub(r"(?P<\1>.+?)", re.escape(each))), text) for each, text in _GERMAN.items())


def worded(message: str, locale: str) -> str:
    """A complaint in this language; in English where there are no words for it."""
    if locale != "de":
        return message
    for pattern, text in _PATTERNS:
        if found := pattern.fullmatch(message):
            return text.format_map(found.groupdict())
    return message
