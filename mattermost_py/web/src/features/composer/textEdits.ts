/** Changes a text field by program so that the browser's own undo still works. */
import type { Edit } from "./formatting";

/** The smallest stretch in which two texts differ. */
export function difference(before: string, after: string): { from: number; to: number; text: string } {
  let from = 0;
  while (from < before.length && from < after.length && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < before.length - from && tail < after.length - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { from, to: before.length - tail, text: after.slice(from, after.length - tail) };
}

/** Puts a text and a selection into the field. */
export function applyEdit(field: HTMLTextAreaElement, edit: Edit): void {
  field.focus();
  if (field.value !== edit.text) {
    const { from, to, text } = difference(field.value, edit.text);
    field.setSelectionRange(from, to);
    if (!insertText(text)) {
      // React watches the field's own setter; the prototype's is what typing looks like to it.
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, edit.text);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  field.setSelectionRange(edit.from, edit.to);
}

/** Types a text at the selection; the one command that keeps the undo history of a field, old as it is. */
function insertText(text: string): boolean {
  const editable: { execCommand?: (command: string, ui: boolean, value?: string) => boolean } = document;
  if (!editable.execCommand) return false;
  return text === "" ? editable.execCommand("delete", false) : editable.execCommand("insertText", false, text);
}
