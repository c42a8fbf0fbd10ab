/** Builds the service worker, which knows the files of the first screen, beside the pages. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";
import { gatherer } from "./chunks.ts";

/** Files that are not the bundler's and that the first screen shows. */
const PUBLIC = ["static/icon.svg"];
/** The script before all others, see `boot.ts`. */
const BOOT = /^static\/boot-/;
/** What the shell needs besides the entry: the frame, the middle, and what brings back what was kept. */
const FRAME = /src[\\/](app[\\/](TeamScreen|Aside)\.tsx|local[\\/]\w+\.ts)$/;

export function worker(): Plugin {
  let root = "";
  let outDir = "";
  return {
    name: "worker",
    apply: "build",
    configResolved: (config) => {
      root = config.root;
      outDir = resolve(config.root, config.build.outDir);
    },
    async writeBundle(_options, bundle) {
      const shell = [...firstFiles(bundle), ...Object.keys(bundle).filter((name) => BOOT.test(name)), ...PUBLIC];
      const summed = createHash("sha256").update(shell.join());
      for (const path of [...PUBLIC, "index.html"]) summed.update(readFileSync(join(outDir, path)));
      await build({
        configFile: false,
        root,
        publicDir: false,
        logLevel: "warn",
        define: { __SHELL__: JSON.stringify(shell), __BUILD__: JSON.stringify(summed.digest("hex").slice(0, 12)) },
        build: {
          outDir,
          emptyOutDir: false,
          target: "es2022",
          modulePreload: false,
          rolldownOptions: { input: join(root, "src/worker/sw.ts"), output: { format: "iife", entryFileNames: "sw.js" } },
        },
      });
    },
  };
}

/** The page's own chunks with everything they import, and their styles. */
function firstFiles(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>();
  const take = gatherer(bundle, found);
  for (const [name, part] of Object.entries(bundle)) {
    if (part.type === "chunk" && (part.isEntry || part.moduleIds.some((id) => FRAME.test(id)))) take(name);
  }
  return [...found].sort();
}
