/** Copying text; pages without HTTPS have no clipboard of their own, only the old command. */

export async function copyToClipboard(text: string): Promise<void> {
  const { clipboard } = navigator as Partial<Navigator>;
  if (clipboard) await clipboard.writeText(text);
  else if (!copySelected(text)) throw new Error("The browser does not let this page copy.");
}

function copySelected(text: string): boolean {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  // Inside an open dialog the focus stays where it is allowed to be.
  (focused?.closest("[role='dialog']") ?? document.body).append(field);
  field.select();
  const command: { execCommand?: (name: string) => boolean } = document;
  const isCopied = command.execCommand?.("copy") ?? false;
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
