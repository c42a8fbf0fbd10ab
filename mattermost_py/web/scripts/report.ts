/** What is in the built client: every file's packed size, what it is made of, and what the first screens pull in. */
import { gzipSync } from "node:zlib";
import type { Plugin, Rollup } from "vite";

const LISTED = 40; // files
const PARTS = 8; // of each file
const kilo = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(7);

/** `npm run report`: builds without writing and prints. */
export function report(): Plugin {
  return {
    name: "report",
    apply: (_, { mode }) => mode === "report",
    config: () => ({ build: { write: false } }),
    generateBundle(_, bundle) {
      const files = Object.values(bundle).map((file) => ({ file, packed: gzipSync(content(file)).length }));
      files.sort((a, b) => b.packed - a.packed);
      console.log("kB gzip, and what is inside by kB before packing");
      for (const { file, packed } of files.slice(0, LISTED)) {
        console.log(`${kilo(packed)}  ${file.fileName}`);
        if (file.type === "chunk") for (const line of parts(file)) console.log(line);
      }
      for (const [page, names] of Object.entries(pages(bundle))) {
        const total = files.filter(({ file }) => names.has(file.fileName)).reduce((sum, { packed }) => sum + packed, 0);
        console.log(`${kilo(total)}  scripts of ${page}: ${[...names].join(" ")}`);
      }
    },
  };
}

function content(file: Rollup.OutputChunk | Rollup.OutputAsset): string | Uint8Array {
  return file.type === "chunk" ? file.code : file.source;
}

/** The largest packages and folders in a file. */
function parts(chunk: Rollup.OutputChunk): string[] {
  const sizes = new Map<string, number>();
  for (const [path, { renderedLength }] of Object.entries(chunk.modules)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.replace(/^.*\/web\//, "");
    sizes.set(name, (sizes.get(name) ?? 0) + renderedLength);
  }
  const largest = [...sizes].sort(([, a], [, b]) => b - a).slice(0, PARTS);
  return largest.map(([name, bytes]) => `${" ".repeat(9)}${kilo(bytes)}  ${name}`);
}

/** The first page, and it with what a signed-in user sees, each with every file they pull in at once. */
function pages(bundle: Rollup.OutputBundle): Record<string, Set<string>> {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const first = new Set<string>();
  const second = new Set<string>();
  for (const chunk of chunks) {
    if (chunk.isEntry) follow(bundle, chunk.fileName, first);
    if (chunk.isEntry || Object.keys(chunk.modules).some((path) => path.endsWith("/app/TeamScreen.tsx"))) follow(bundle, chunk.fileName, second);
  }
  return { "the empty page": first, "the page of a team": second };
}

function follow(bundle: Rollup.OutputBundle, name: string, found: Set<string>): void {
  const file = bundle[name];
  if (file?.type !== "chunk" || found.has(name)) return;
  found.add(name);
  for (const next of file.imports) follow(bundle, next, found);
}
