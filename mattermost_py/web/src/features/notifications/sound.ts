/** Soft tones, made on the spot; at most one call in three seconds. */

/** Sounds by the names official clients give them. */
export const SOUNDS = ["Bing", "Crackle", "Down", "Hello", "Ripple", "Upstairs"] as const;
export type Sound = (typeof SOUNDS)[number];

/** Frequency in hertz and start in seconds of each tone. */
const TONES: Record<Sound, readonly (readonly [number, number])[]> = {
  Bing: [[660, 0], [880, 0.11]],
  Crackle: [[520, 0], [540, 0.05], [1040, 0.1], [560, 0.15]],
  Down: [[880, 0], [660, 0.12], [494, 0.24]],
  Hello: [[587, 0], [587, 0.14], [784, 0.28]],
  Ripple: [[784, 0], [988, 0.06], [784, 0.12], [988, 0.18]],
  Upstairs: [[494, 0], [587, 0.09], [740, 0.18], [988, 0.27]],
};

export function soundOf(name: string | undefined): Sound {
  return SOUNDS.find((sound) => sound === name) ?? "Bing";
}

const PAUSE_MS = 3000;
let context: AudioContext | null = null;
let lastAt = 0;

/** Plays a sound; `isWanted` for one that somebody asked to hear, which needs no pause before it. */
export function playSound(sound: Sound = "Bing", isWanted = false): void {
  const now = Date.now();
  if (!isWanted && now - lastAt < PAUSE_MS) return;
  lastAt = now;
  try {
    context ??= new AudioContext();
    for (const [frequency, delay] of TONES[sound]) tone(context, frequency, delay);
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
