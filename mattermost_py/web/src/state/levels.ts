/** How confidential things are: the site's levels, and those of channels. */
import type { State } from "./model";
import { memo } from "./store";

export interface Level {
  readonly name: string;
  readonly color: string;
}

const parsed = memo((text: string): readonly Level[] =>
  text.split("\n").flatMap((line) => {
    const [, name = "", color = ""] = /^(.+)=\s*(#[0-9a-f]{6})\s*$/i.exec(line) ?? [];
    return name === "" ? [] : [{ name: name.trim(), color }];
  }),
);

/** All levels, as administrators ordered them. */
export function levels(state: State): readonly Level[] {
  return parsed(state.server.config["ClassificationLevels"] ?? "");
}

export function siteLevel(state: State): Level | undefined {
  const name = state.server.config["ClassificationSite"] ?? "";
  return levels(state).find((level) => level.name === name);
}

/** What a channel is shown as; nothing if its level is not known any more. */
export function levelOf(state: State, channelId: string): Level | undefined {
  return levels(state).find((level) => level.name === state.levels.ofChannel[channelId]);
}

export function receiveLevels(state: State, received: readonly { channel_id: string; level: string }[]): State {
  return { ...state, levels: { ofChannel: Object.fromEntries(received.map((one) => [one.channel_id, one.level])) } };
}
