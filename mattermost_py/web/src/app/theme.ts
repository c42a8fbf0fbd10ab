/** The look: light, dark, the system's, high contrast, or a Mattermost theme's colours; size of text and direction. */
import { useEffect } from "react";
import { displaySetting, preference } from "@/state/preferences";
import type { State } from "@/state/model";
import { useApp } from "@/state/store";

export type ThemeChoice = "system" | "light" | "dark" | "custom" | "site";

const REMEMBERED = "mmpy.theme";

/** What the site lets people choose, and what they see who have not chosen. */
export interface ThemeRules {
  mayChoose: boolean;
  offered: readonly ThemeChoice[];
  preset: ThemeChoice;
}

/** What an official theme looks like here. */
function likeness(name: string): ThemeChoice | undefined {
  return /^ *(denim|sapphire|quartz|light) *$/i.test(name) ? "light" : /^ *(indigo|onyx|dark) *$/i.test(name) ? "dark" : undefined;
}

export function themeRules(config: Readonly<Record<string, string | undefined>>): ThemeRules {
  const wanted = config["DefaultTheme"] ?? "";
  const own: ThemeChoice[] = parseTheme(wanted) === null ? [] : ["site"];
  const usual = own[0] ?? likeness(wanted) ?? "system";
  if (config["EnableThemeSelection"] === "false") return { mayChoose: false, offered: [usual], preset: usual };
  const allowed = new Set((config["AllowedThemes"] ?? "").split(",").flatMap((name) => likeness(name) ?? []));
  const plain: ThemeChoice[] = allowed.size === 1 ? [...allowed] : ["system", "light", "dark"];
  const offered = config["AllowCustomThemes"] === "false" ? [...own, ...plain] : [...own, ...plain, "custom" as const];
  return { mayChoose: true, offered, preset: offered.includes(usual) ? usual : (plain[0] ?? "system") };
}

export function themeChoice(state: State): ThemeChoice {
  const { config } = state.server;
  const rules = themeRules(config);
  const isKnown = config["EnableThemeSelection"] !== undefined; // told to those who are signed in
  const usual = isKnown && rules.preset !== "system" ? rules.preset : (localStorage.getItem(REMEMBERED) ?? "system");
  const chosen = displaySetting(state, "mmpy_theme", usual) as ThemeChoice;
  return rules.offered.includes(chosen) ? chosen : rules.preset;
}

/** Keeps the document in the chosen theme. */
export function useTheme(): void {
  const choice = useApp(themeChoice);
  const contrast = useApp((state) => displaySetting(state, "mmpy_contrast", ""));
  const colours = useApp((state) =>
    choice === "site" ? (state.server.config["DefaultTheme"] ?? "") : preference(state, "theme", state.teams.currentId) || preference(state, "theme", ""),
  );
  useEffect(() => {
    const root = document.documentElement;
    const custom = choice === "custom" || choice === "site" ? parseTheme(colours) : null;
    for (const [token, colour] of Object.entries(tokensOf(custom ?? {}))) {
      if (colour === "") root.style.removeProperty(token);
      else root.style.setProperty(token, colour);
    }
    const shown = custom ? (isDark(custom["centerChannelBg"]) ? "dark" : "light") : choice;
    if (shown === "light" || shown === "dark") root.dataset["theme"] = shown;
    else delete root.dataset["theme"];
    if (contrast === "high") root.dataset["contrast"] = "high";
    else delete root.dataset["contrast"];
    localStorage.setItem(REMEMBERED, shown === "light" || shown === "dark" ? shown : "system");
  }, [choice, contrast, colours]);
}

export const TEXT_SIZES = ["100", "112", "125", "150", "175", "200"] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export type Direction = "auto" | "ltr" | "rtl";

/** Keeps the document in the chosen size of text, and mirrored for those who read from right to left. */
export function useLayout(): void {
  const size = useApp((state) => displaySetting(state, "mmpy_text_size", "100"));
  const wanted = useApp((state) => displaySetting(state, "mmpy_direction", "auto"));
  const locale = useApp((state) => state.users.byId[state.users.meId]?.locale ?? "");
  useEffect(() => {
    const root = document.documentElement;
    root.dir = wanted === "rtl" || wanted === "ltr" ? wanted : isRightToLeft(locale) ? "rtl" : "ltr";
    root.style.fontSize = size === "100" ? "" : `${size}%`;
  }, [size, wanted, locale]);
}

const RIGHT_TO_LEFT = /^(ar|dv|fa|he|iw|ku|ps|sd|ug|ur|yi)\b/i;

function isRightToLeft(locale: string): boolean {
  return RIGHT_TO_LEFT.test(locale);
}

type ThemeColours = Readonly<Record<string, string>>;

/** Theme colours as Mattermost saves and shares them; null if it is none. */
export function parseTheme(text: string): ThemeColours | null {
  try {
    const parsed = JSON.parse(text) as Record<string, unknown>;
    const colours = Object.entries(parsed).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && /^#[0-9a-f]{6}$/i.test(entry[1]),
    );
    return colours.some(([name]) => name === "centerChannelBg") ? Object.fromEntries(colours) : null;
  } catch {
    return null;
  }
}

/** Our tokens for a theme's colours; empty text takes a token back to its own value. */
function tokensOf(theme: ThemeColours): Record<string, string> {
  const text = theme["centerChannelColor"] ?? "";
  const mixed = (percent: number) => (text === "" ? "" : `color-mix(in srgb, ${text} ${percent}%, ${theme["centerChannelBg"] ?? "transparent"})`);
  return {
    "--mm-bg": theme["centerChannelBg"] ?? "",
    "--mm-bg-raised": theme["centerChannelBg"] ?? "",
    "--mm-bg-field": theme["centerChannelBg"] ?? "",
    "--mm-bg-sunken": mixed(5),
    "--mm-text": text,
    "--mm-text-strong": text,
    "--mm-text-muted": mixed(76),
    "--mm-text-faint": mixed(68),
    "--mm-border": mixed(14),
    "--mm-border-strong": mixed(28),
    "--mm-link": theme["linkColor"] ?? "",
    "--mm-accent": theme["buttonBg"] ?? "",
    "--mm-accent-hover": theme["buttonBg"] ?? "",
    "--mm-on-accent": theme["buttonColor"] ?? "",
    "--mm-new-line": theme["newMessageSeparator"] ?? "",
    "--mm-highlight": theme["mentionHighlightBg"] ?? "",
    "--mm-mention-bg": theme["mentionBg"] ?? theme["mentionBj"] ?? "",
    "--mm-mention-text": theme["mentionColor"] ?? "",
    "--mm-online": theme["onlineIndicator"] ?? "",
    "--mm-away": theme["awayIndicator"] ?? "",
    "--mm-dnd": theme["dndIndicator"] ?? "",
    "--mm-danger": theme["errorTextColor"] ?? "",
    "--mm-side-bg": theme["sidebarBg"] ?? "",
    "--mm-side-text": theme["sidebarText"] ?? "",
    "--mm-side-header": theme["sidebarHeaderBg"] ?? "",
    "--mm-side-rail": theme["sidebarTeamBarBg"] ?? theme["sidebarHeaderBg"] ?? "",
  };
}

function isDark(colour: string | undefined): boolean {
  const value = Number.parseInt((colour ?? "#ffffff").slice(1), 16);
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255];
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}
