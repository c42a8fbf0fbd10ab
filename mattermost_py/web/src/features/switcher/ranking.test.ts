import { describe, expect, it } from "vitest";
import { fold, type Place, rank } from "./ranking";

const NOW = 1_800_000_000_000;

function place(name: string, patch: Partial<Place> = {}): Place {
  return { key: name, name, folded: fold(name), also: "", usedAt: 0, mentions: 0, isUnread: false, isMuted: false, ...patch };
}

const names = (places: readonly Place[]) => places.map(({ name }) => name);

describe("rank", () => {
  it("puts the beginning of a name before its middle", () => {
    const places = [place("Backup devops"), place("DevOps"), place("Old-devices")];
    expect(names(rank(places, "dev", NOW))).toEqual(["DevOps", "Backup devops", "Old-devices"]);
  });

  it("prefers what was used lately among equals", () => {
    const places = [place("Design review"), place("Design crits", { usedAt: NOW - 1000 })];
    expect(names(rank(places, "design", NOW))[0]).toBe("Design crits");
  });

  it("finds letters in order and ignores accents", () => {
    expect(names(rank([place("DevOps")], "dvops", NOW))).toEqual(["DevOps"]);
    expect(names(rank([place("Müller")], "mull", NOW))).toEqual(["Müller"]);
  });

  it("shows mentions first when nothing is typed", () => {
    const places = [place("quiet", { usedAt: NOW }), place("unread", { isUnread: true }), place("named", { mentions: 1 })];
    expect(names(rank(places, "", NOW))).toEqual(["named", "unread", "quiet"]);
  });

  it("offers no more than a list one can read", () => {
    const many = Array.from({ length: 5000 }, (_none, index) => place(`Project channel number ${index}`));
    expect(rank(many, "pr", NOW)).toHaveLength(30);
  });
});
