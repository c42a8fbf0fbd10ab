/** Which rows of a long list are drawn, and that what is seen stays where it is. */
import { describe, expect, it } from "vitest";
import { RowWindow } from "./RowWindow";

const all = Array.from({ length: 10_000 }, (_, index) => ({ key: `row ${index}` }));
const named = (from: number, to: number) => all.slice(from, to);
const HEIGHT = 600;

/** How high a row turns out to be; none is as anybody would guess. */
const heightOf = (key: string) => 20 + ((Number(key.slice(4)) * 37 + 10_000) % 90);

function measureDrawn(view: RowWindow<{ key: string }>): void {
  do for (const { key } of view.drawn) view.measure(key, heightOf(key));
  while (view.cover());
  view.straighten();
}

/** A row in sight and where it stands in the view. */
function seen(view: RowWindow<{ key: string }>): { key: string; at: number } {
  const index = view.firstSeen;
  return { key: view.rows[index]?.key ?? "", at: view.topOf(index) - view.offset };
}

function placeOf(view: RowWindow<{ key: string }>, key: string): number {
  return view.topOf(view.rows.findIndex((row) => row.key === key)) - view.offset;
}

function listOf(from: number, to: number): RowWindow<{ key: string }> {
  const view = new RowWindow<{ key: string }>(HEIGHT);
  view.replace(named(from, to));
  view.aimAtEnd();
  measureDrawn(view);
  view.aimAtEnd();
  measureDrawn(view);
  const first = view.drawn.length;
  view.lookAhead();
  view.cover();
  measureDrawn(view);
  expect(view.drawn.length).toBeGreaterThanOrEqual(first);
  return view;
}

describe("a window on a long list", () => {
  it("begins at the end with few rows drawn, all of what is seen among them", () => {
    const view = listOf(0, 10_000);
    expect(view.end).toBe(10_000);
    expect(view.bottom).toBe(0);
    expect(view.offset).toBeCloseTo(view.total - HEIGHT);
    expect(view.isSeenDrawn).toBe(true);
    expect(view.drawn.length).toBeLessThan(60);
  });

  it("keeps every row in its place on the way up and down, whatever they measure", () => {
    const view = listOf(0, 400);
    for (const step of [...Array<number>(200).fill(-90), ...Array<number>(200).fill(90)]) {
      view.offset = Math.max(0, Math.min(view.total - HEIGHT, view.offset + step));
      const before = seen(view);
      view.cover();
      measureDrawn(view);
      expect(placeOf(view, before.key)).toBeCloseTo(before.at);
      expect(view.isSeenDrawn).toBe(true);
      if (view.start === 0) expect(view.top).toBe(0);
    }
  });

  it("stays where it is when rows come above, below and in between, or go", () => {
    const view = listOf(100, 200);
    view.offset -= 1500;
    view.cover();
    measureDrawn(view);
    const { key, at } = seen(view);
    const without = (gone: number) => (row: { key: string }) => row.key !== `row ${gone}`;
    for (const rows of [named(40, 200), named(40, 260), named(0, 260).filter(without(90)), named(0, 259).filter(without(200))]) {
      view.replace(rows);
      measureDrawn(view);
      expect(placeOf(view, key)).toBeCloseTo(at);
    }
    const index = view.firstSeen;
    const below = view.rows[index + 1]?.key ?? "";
    const place = placeOf(view, below);
    view.replace(view.rows.filter((row) => row.key !== key));
    expect(placeOf(view, below)).toBeCloseTo(place);
  });

  it("holds on to what is said, not to the line above it that moves", () => {
    const view = listOf(100, 160);
    const day = { key: "row -7" };
    view.replace([day, ...named(100, 160)]);
    view.offset = 0;
    view.cover();
    measureDrawn(view);
    const place = placeOf(view, "row 100");
    view.replace([day, ...named(40, 160)]);
    measureDrawn(view);
    expect(view.offset).toBeGreaterThan(500);
    expect(placeOf(view, "row 100")).toBeCloseTo(place);
    // The row that was the first one changes, too: what did not change keeps its place.
    const next = placeOf(view, "row 101");
    view.offset = view.topOf(view.rows.findIndex((row) => row.key === "row 100"));
    view.replace([...named(0, 100), { key: "row 100" }, ...view.rows.slice(62)]);
    for (const { key } of view.drawn) view.measure(key, key === "row 100" ? heightOf(key) - 15 : heightOf(key));
    view.straighten();
    expect(placeOf(view, "row 101")).toBeCloseTo(next - place);
  });

  it("grows upwards above what is seen, and downwards below", () => {
    const view = listOf(0, 100);
    view.offset -= 800;
    view.cover();
    measureDrawn(view);
    const { key, at } = seen(view);
    const index = view.firstSeen;
    for (const other of [index - 2, index + 2]) {
      const grown = view.rows[other]?.key ?? "";
      expect(view.measure(grown, view.heightAt(other) + 300)).toBe(true);
      expect(view.measure(grown, view.heightAt(other))).toBe(false);
      expect(placeOf(view, key)).toBeCloseTo(at);
    }
  });

  it("shows any row where it is wanted, and any place one drags it to", () => {
    const view = listOf(0, 5000);
    for (const [align, wanted] of [["start", 0], ["end", HEIGHT - heightOf("row 2500")], ["center", (HEIGHT - heightOf("row 2500")) / 2]] as const) {
      view.aim(10, "start");
      measureDrawn(view);
      view.aim(2500, align);
      measureDrawn(view);
      view.aim(2500, align);
      expect(placeOf(view, "row 2500")).toBeCloseTo(wanted);
    }
    for (const part of [0, 0.3, 0.99, 0.5]) {
      view.offset = part * (view.total - HEIGHT);
      view.cover();
      measureDrawn(view);
      expect(view.isSeenDrawn).toBe(true);
      expect(view.drawn.length).toBeLessThan(90);
    }
  });

  it("takes a list that becomes another one", () => {
    const view = listOf(0, 50);
    view.replace([]);
    expect(view.drawn).toEqual([]);
    view.replace(named(70, 90));
    measureDrawn(view);
    expect(view.drawn.length).toBeGreaterThan(0);
  });
});
