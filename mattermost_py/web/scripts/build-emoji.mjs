// Turns emoji-datasource into one compact table for the client and one name list for the server.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const source = JSON.parse(readFileSync(require.resolve("emoji-datasource/emoji.json"), "utf8"));

const TONES = {
  "1F3FB": "light",
  "1F3FC": "medium_light",
  "1F3FD": "medium",
  "1F3FE": "medium_dark",
  "1F3FF": "dark",
};
const GROUPS = [
  "Smileys & Emotion",
  "People & Body",
  "Animals & Nature",
  "Food & Drink",
  "Travel & Places",
  "Activities",
  "Objects",
  "Symbols",
  "Flags",
];

const glyph = (unified) => String.fromCodePoint(...unified.split("-").map((code) => parseInt(code, 16)));
const toned = (unified, tone) => unified.replace(/^([0-9A-F]+)(-FE0F)?/, `$1-${tone}`);
const toneSuffix = (key) =>
  key
    .split("-")
    .map((tone) => `_${TONES[tone]}_skin_tone`)
    .join("");

/** Five glyphs of an emoji's skin tones: 0 = none, 1 = made by inserting the tone, or the glyphs themselves. */
function skins(entry) {
  if (!entry.skin_variations) return 0;
  const uniform = Object.keys(TONES).map(
    (tone) => (entry.skin_variations[tone] ?? entry.skin_variations[`${tone}-${tone}`])?.unified,
  );
  if (uniform.some((unified) => !unified)) return 0;
  const derived = Object.keys(TONES).every((tone, index) => toned(entry.unified, tone) === uniform[index]);
  return derived ? 1 : uniform.map(glyph);
}

const visible = source
  .filter((entry) => GROUPS.includes(entry.category))
  .sort((a, b) => GROUPS.indexOf(a.category) - GROUPS.indexOf(b.category) || a.sort_order - b.sort_order);

const table = visible.map((entry) => {
  const row = [glyph(entry.unified), entry.short_names.join(" "), GROUPS.indexOf(entry.category)];
  const tones = skins(entry);
  if (tones !== 0) row.push(tones);
  return row;
});

const names = {};
for (const entry of source) {
  for (const name of entry.short_names) {
    names[name] = entry.unified.toLowerCase();
    for (const [key, variation] of Object.entries(entry.skin_variations ?? {})) {
      names[name + toneSuffix(key)] = variation.unified.toLowerCase();
    }
  }
}
// The one system emoji that is a picture and not a character.
names.mattermost = "mattermost";
const sorted = Object.fromEntries(Object.entries(names).sort(([a], [b]) => (a < b ? -1 : 1)));

function write(path, value) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value).replaceAll("],[", "],\n[").replaceAll('","', '",\n"') + "\n");
}

function writeTable(path, rows) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
}

writeTable(join(here, "../src/features/emoji/data/emoji.json"), table);
write(join(here, "../../kernel/emoji.json"), sorted);
