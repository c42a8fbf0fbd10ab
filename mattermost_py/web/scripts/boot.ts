/** Gives the first script a name that stands for its content, and tells it the files of the main screen. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { gatherer } from "./chunks.ts";

const PLAIN = "static/boot.js";

export function boot(): Plugin {
  let source = "";
  let name = "";
  return {
    name: "boot",
    apply: "build",
    configResolved(config) {
      source = readFileSync(join(config.publicDir, PLAIN), "utf8");
      name = `static/boot-B${createHash("sha256").update(source).digest("hex").slice(0, 7)}.js`;
    },
    buildStart() {
      this.emitFile({ type: "asset", fileName: name, source });
    },
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {} }) => html.replace(`src="${PLAIN}"`, `src="${name}" data-ahead="${mainScreen(bundle).join(" ")}"`),
    },
  };
}

/** The scripts and styles of a signed-in page that the entry does not name by itself. */
function mainScreen(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>();
  const take = gatherer(bundle, found);
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  for (const chunk of chunks) if (chunk.isEntry) take(chunk.fileName);
  const entry = new Set(found);
  for (const chunk of chunks) if (chunk.moduleIds.some((id) => id.endsWith("src/app/TeamScreen.tsx"))) take(chunk.fileName);
  return [...found].filter((file) => !entry.has(file));
}
