/** Puts words into the search field and the keyboard after them, from anywhere. */
export function searchFor(terms: string): void {
  const field = document.querySelector<HTMLInputElement>("[data-search-field]");
  if (field === null) return;
  field.focus();
  // React hears of a value only when it is set as if by typing.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, terms);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.setSelectionRange(terms.length, terms.length);
}
