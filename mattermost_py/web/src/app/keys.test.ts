import { describe, expect, it } from "vitest";
import { aState } from "@/test/state";
import { canBeKeys, commandOf, KEYS_CATEGORY, keysOf, pressed } from "./keys";

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("key combinations", () => {
  it("are named the same however they are pressed", () => {
    expect(pressed({ ...none, key: "k", code: "KeyK", ctrlKey: true })).toBe("Mod+K");
    expect(pressed({ ...none, key: "K", code: "KeyK", ctrlKey: true, shiftKey: true })).toBe("Mod+Shift+K");
    expect(pressed({ ...none, key: "˚", code: "KeyK", altKey: true })).toBe("Alt+K");
    expect(pressed({ ...none, key: "Shift", code: "ShiftLeft", shiftKey: true })).toBe("");
  });

  it("leave alone what types or moves in fields", () => {
    expect(["Mod+J", "Alt+Shift+ArrowUp", "F9", "Shift+F9"].filter(canBeKeys)).toHaveLength(4);
    expect(["J", "Shift+J", "Escape", "Mod+Enter", "Alt+Tab", ""].filter(canBeKeys)).toEqual([]);
  });

  it("are those the user chose", () => {
    const state = { ...aState(), preferences: { byKey: { [`${KEYS_CATEGORY}/switch`]: "Mod+J" } } };
    expect(keysOf(state, "switch")).toBe("Mod+J");
    expect(commandOf(state, "Mod+J")).toBe("switch");
    expect(commandOf(state, "Mod+K")).toBeUndefined();
  });
});
