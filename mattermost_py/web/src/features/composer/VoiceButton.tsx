import { Mic, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { t } from "@/i18n/t";
import { isEnabled } from "@/state/server";
import { change, useApp } from "@/state/store";
import { showToast } from "@/state/ui";
import { IconButton } from "@/ui/IconButton";

import styles from "./Composer.module.css";

const FORMATS = [
  { type: "audio/webm;codecs=opus", extension: "weba" },
  { type: "audio/mp4", extension: "m4a" },
  { type: "audio/ogg;codecs=opus", extension: "ogg" },
] as const;

const MOST_SECONDS = 600;

/** Records what is spoken; the recording becomes a file of the message. */
export function VoiceButton({ onRecorded }: { onRecorded: (file: File) => void }) {
  const recorder = useRef<MediaRecorder | null>(null);
  const [seconds, setSeconds] = useState<number | null>(null);
  const isOn = useApp((state) => isEnabled(state, "EnableFileAttachments"));
  const isRecording = seconds !== null;

  useEffect(() => {
    if (!isRecording) return;
    const timer = setInterval(() => setSeconds((count) => (count ?? 0) + 1), 1000);
    return () => clearInterval(timer);
  }, [isRecording]);
  useEffect(() => {
    if ((seconds ?? 0) >= MOST_SECONDS) recorder.current?.stop();
  }, [seconds]);
  // Leaving the place ends the recording without keeping it.
  useEffect(() => () => release(recorder.current), []);

  const format = FORMATS.find(({ type }) => typeof MediaRecorder !== "undefined" && MediaRecorder.isTypeSupported(type));
  if (!isOn || format === undefined) return null;

  async function start(): Promise<void> {
    if (format === undefined) return;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const parts: Blob[] = [];
      const made = new MediaRecorder(stream, { mimeType: format.type });
      made.ondataavailable = (event) => parts.push(event.data);
      made.onstop = () => {
        setSeconds(null);
        for (const track of stream.getTracks()) track.stop();
        const stamp = new Date().toISOString().slice(0, 19).replace("T", " ").replaceAll(":", "-");
        if (parts.some((part) => part.size > 0)) onRecorded(new File(parts, `${t("composer.voice_name", { stamp })}.${format.extension}`, { type: format.type.split(";")[0] ?? "" }));
      };
      recorder.current = made;
      made.start();
      setSeconds(0);
    } catch {
      change(showToast, t("composer.no_microphone"), "danger");
    }
  }

  if (!isRecording) return <IconButton label={t("composer.record")} icon={<Mic size={17} />} onClick={() => void start()} />;
  return (
    <span className={styles.recording}>
      <IconButton size="s" label={t("composer.stop_recording")} icon={<Square size={14} fill="currentColor" />} onClick={() => recorder.current?.stop()} />
      <span role="timer">{`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`}</span>
    </span>
  );
}

function release(recorder: MediaRecorder | null): void {
  if (recorder === null || recorder.state === "inactive") return;
  recorder.onstop = null;
  recorder.stop();
  for (const track of recorder.stream.getTracks()) track.stop();
}
