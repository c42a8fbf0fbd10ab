import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import firstDe from "./de";
import firstEn from "./en";
import type { Words } from "./t";

const late = import.meta.glob<Record<string, string>>("./late/*/*.json", { eager: true, import: "default" });

function all(first: Words, language: string): Record<string, string> {
  const parts = Object.entries(late).filter(([path]) => path.startsWith(`./late/${language}/`));
  return Object.assign({}, first, ...parts.map(([, words]) => words)) as Record<string, string>;
}

const en = all(firstEn, "en");
const de = all(firstDe, "de");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.includes(".test.") ? [path] : [];
  });
}

const blanks = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort().join();

describe("the catalogues", () => {
  it("hold every key that is used", () => {
    const used = new Set<string>();
    for (const path of sources("src").filter((one) => !one.includes("i18n"))) {
      for (const match of readFileSync(path, "utf8").matchAll(/\bt(?:Rich)?\(\s*"([a-z_]+\.[a-z0-9_.]+)"/g)) used.add(match[1] ?? "");
    }
    expect([...used].filter((key) => !(key in en))).toEqual([]);
  });

  it("are complete in German", () => {
    expect(Object.keys(en).filter((key) => !(key in de))).toEqual([]);
    expect(Object.keys(de).filter((key) => !(key in en))).toEqual([]);
  });

  it("leave the same blanks to fill in both languages", () => {
    const isPlain = (text = "") => !/plural,|select,/.test(text);
    const plain = Object.keys(en).filter((key) => isPlain(en[key]) && isPlain(de[key]));
    expect(plain.filter((key) => blanks(en[key] ?? "") !== blanks(de[key] ?? ""))).toEqual([]);
  });

  it("address nobody as du", () => {
    const intimate = /(?<!\p{L})(du|dich|dir|dein(e[mnrs]?)?|eu(ch|er|re[mnrs]?))(?!\p{L})/iu;
    expect(Object.entries(de).filter(([, text]) => intimate.test(text))).toEqual([]);
  });
});
