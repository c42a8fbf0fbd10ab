/** The offers for what is being typed, and which of them is chosen. */
import { useEffect, useMemo, useState } from "react";

import { getState } from "@/state/store";

import { type Offer, offersAtHand, offersFromServer } from "./suggestions";
import type { Trigger } from "./trigger";

const PAUSE_MS = 80;

export interface Suggestions {
  offers: readonly Offer[];
  active: number;
  setActive: (index: number) => void;
}

const NONE: readonly Offer[] = [];

/** Commands told for fewer letters that fit the present ones too, so that the list does not blink while one types. */
function stillFitting(told: { key: string; offers: readonly Offer[] }, query: string): readonly Offer[] {
  return told.key.startsWith("command:") ? told.offers.filter((offer) => offer.insert.toLowerCase().startsWith(`/${query}`)) : NONE;
}

export function useSuggestions(trigger: Trigger | null, text: string, channelId: string, rootId: string): Suggestions {
  const key = trigger ? `${trigger.kind}:${trigger.query}` : "";
  const [told, setTold] = useState<{ key: string; offers: readonly Offer[] }>({ key: "", offers: NONE });
  const [choice, setChoice] = useState({ key: "", index: 0 });

  useEffect(() => {
    if (!trigger) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      offersFromServer(trigger, { channelId, rootId }, text, stop.signal).then(
        (offers) => offers && setTold({ key, offers }),
        // Without the server's help the known ones stay on offer; a server without commands offers none.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the trigger
  }, [key, channelId, rootId]);

  const atHand = useMemo(
    () => (trigger ? offersAtHand(getState(), trigger, { channelId, rootId }) : NONE),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the trigger
    [key, channelId, rootId],
  );
  const offers = key === "" ? NONE : told.key === key ? told.offers : trigger?.kind === "command" ? stillFitting(told, trigger.query) : atHand;
  const active = choice.key === key ? Math.min(choice.index, offers.length - 1) : 0;
  return { offers, active, setActive: (index) => setChoice({ key, index }) };
}
