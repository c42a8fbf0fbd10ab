/** What is told to those who listen to the page instead of looking at it. */
const listeners = new Set<(text: string) => void>();

export function say(text: string): void {
  for (const hear of listeners) hear(text);
}

export function onSaid(hear: (text: string) => void): () => void {
  listeners.add(hear);
  return () => listeners.delete(hear);
}
