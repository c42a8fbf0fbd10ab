/** Gives the first script a name that stands for its content, and tells the page which files the main screen needs, and soon after. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { gatherer } from "./chunks.ts";

const PLAIN = "static/boot.js";
const MAIN = "src/app/TeamScreen.tsx";
/** What the next key press may open, see `loadAhead` in `app/Shell.tsx`. */
const LATER = [
  ["src/ui/DialogParts.tsx", "src/features/switcher/Switcher.tsx"],
  ["src/app/Aside.tsx", "src/ui/MenuParts.tsx", "src/features/posts/PostMenuRows.tsx", "src/features/posts/PostEditor.tsx"],
];

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
      handler: (html, { bundle = {} }) => html.replace(`src="${PLAIN}"`, `src="${name}" data-ahead="${mainScreen(bundle).join(" ")}" data-later="${soonAfter(bundle)}"`),
    },
  };
}

/** The scripts and styles of a signed-in page that the entry does not name by itself. */
function mainScreen(bundle: Rolldown.OutputBundle): string[] {
  const entry = new Set(filesOf(bundle, (chunk) => chunk.isEntry));
  return filesOf(bundle, (chunk) => chunk.isEntry || holds(chunk, MAIN)).filter((file) => !entry.has(file));
}

/** Those behind it: what comes first, a semicolon, what comes then. */
function soonAfter(bundle: Rolldown.OutputBundle): string {
  const known = new Set(filesOf(bundle, (chunk) => chunk.isEntry || holds(chunk, MAIN)));
  const parts = LATER.map((paths) => {
    const files = paths.flatMap((path) => filesOf(bundle, (chunk) => holds(chunk, path))).filter((file) => !known.has(file));
    files.forEach((file) => known.add(file));
    return [...new Set(files)].join(" ");
  });
  return parts.join(";");
}

const holds = (chunk: Rolldown.OutputChunk, path: string) => chunk.moduleIds.some((id) => id.endsWith(path));

/** These chunks with all they import, and their styles. */
function filesOf(bundle: Rolldown.OutputBundle, isWanted: (chunk: Rolldown.OutputChunk) => boolean): string[] {
  const found = new Set<string>();
  const take = gatherer(bundle, found);
  for (const file of Object.values(bundle)) if (file.type === "chunk" && isWanted(file)) take(file.fileName);
  return [...found];
}
