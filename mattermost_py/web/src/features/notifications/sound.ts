/** Two soft tones, made on the spot; at most one call in three seconds. */

const PAUSE_MS = 3000;
let context: AudioContext | null = null;
let lastAt = 0;

export function playSound(): void {
  const now = Date.now();
  if (now - lastAt < PAUSE_MS) return;
  lastAt = now;
  try {
    context ??= new AudioContext();
    tone(context, 660, 0);
    tone(context, 880, 0.11);
  } catch {
    // Browsers refuse sound before the first click; the note is still shown.
  }
}

function tone(audio: AudioContext, frequency: number, delay: number): void {
  const start = audio.currentTime + delay;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = "sine";
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.12, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.28);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.3);
}
