/** Distances lie on a grid of four pixels: every style sheet is read, so that a new one off it is noticed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const GRID_PX = 4;
const DISTANCES = /^\s*((?:padding|margin|gap|row-gap|column-gap|inset|top|right|bottom|left)(?:-[a-z-]+)?)\s*:([^;]*)/gm;
/** By eye, because letters and lines are what they are laid by. */
const ALLOWED = new Map([
  ["src/app/Resizer.module.css: inset-inline-start: 3px", "the line in the middle of its handle"],
  ["src/features/posts/PostMarkdown.module.css: padding-inline: 1px", "behind a word that was found, without moving its neighbours"],
  ["src/features/sidebar/Sidebar.module.css: top: -2px", "the line between two rows where one is dropped"],
  ["src/features/sidebar/Sidebar.module.css: bottom: -2px", "the same below the last"],
  ["src/markdown/Markdown.module.css: padding: 1px 4px", "behind code in a line, without making the line higher"],
  ["src/ui/Avatar.module.css: inset-inline-end: -2px", "the sign of presence lies on a round edge"],
  ["src/ui/Avatar.module.css: bottom: -2px", "the same"],
  ["src/ui/Avatar.module.css: padding: 1px", "its ring"],
  ["src/ui/global.css: margin: -1px", "what is only for the ear is one pixel large"],
]);

const sheets = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".css"));

test("paddings, margins, gaps and insets are multiples of four pixels", () => {
  const off = sheets.flatMap((path) => offGrid(join("src", path)));
  expect([...new Set(off)].sort()).toEqual([...ALLOWED.keys()].sort()); // an exception that is no longer needed is to go, too
});

test("what is off the grid is found", () => {
  expect(distances("  padding: 4px 6px;\n  gap: 8px;\n  width: 5px;\n  margin-block: -12px 2.5px;\n")).toEqual(["padding: 4px 6px", "margin-block: -12px 2.5px"]);
});

const offGrid = (path: string): string[] => distances(readFileSync(path, "utf8")).map((found) => `${path}: ${found}`);

function distances(sheet: string): string[] {
  return [...sheet.matchAll(DISTANCES)]
    .filter(([, , value = ""]) => [...value.matchAll(/(-?[\d.]+)px/g)].some(([, px]) => Number(px) % GRID_PX !== 0))
    .map(([, property = "", value = ""]) => `${property}: ${value.trim()}`);
}
