/** How the web client is built, served in development and tested. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { parse } from "@formatjs/icu-messageformat-parser";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const server = process.env["MMPY_SERVER"] ?? "http://127.0.0.1:8065";

const CATALOGUE = /i18n[\\/](?:late[\\/])?(en|de)[\\/][\w-]+\.json$/;
const PARSER = "@formatjs/icu-messageformat-parser";

/** Takes the catalogues' sentences apart at build time, so that the browser needs no parser for them. */
function catalogues(): Plugin {
  return {
    name: "catalogues",
    apply: "build",
    enforce: "pre",
    config: () => ({ resolve: { alias: [{ find: new RegExp(`^${PARSER}$`), replacement: `${PARSER}/no-parser.js` }] } }),
    load(id) {
      if (!CATALOGUE.test(id)) return null;
      const words = JSON.parse(readFileSync(id, "utf8")) as Record<string, string>;
      const parts = Object.entries(words).map(([key, text]) => [key, parse(text, { captureLocation: false })]);
      return { code: `export default ${JSON.stringify(Object.fromEntries(parts))}`, moduleType: "js" };
    },
  };
}

/** Packs every text file once at build time, so that the server only hands out. */
function packed(): Plugin {
  const pack = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) pack(path);
      else if (/\.(js|css|svg|json|html)$/.test(entry.name)) writeBoth(path);
    }
  };
  let folder = "";
  return {
    name: "packed",
    apply: "build",
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => pack(folder),
  };
}

const WORTH_BYTES = 512;

function writeBoth(path: string): void {
  const content = readFileSync(path);
  if (content.length < WORTH_BYTES) return;
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: quality }));
}

export default defineConfig({
  // Relative asset addresses: the server writes <base href> for the path it is mounted on.
  base: "./",
  plugins: [react(), catalogues(), packed()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsDir: "static",
    target: "es2022",
    // Inlined assets would need data: in the Content-Security-Policy.
    assetsInlineLimit: 0,
    // All styles are 15 kB packed; in one file none can be missing when the line is bad.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|zustand|wouter|regexparam|use-sync-external-store)[\\/]/ },
            // What every screen needs comes in one file instead of twenty small ones.
            { name: "core", test: /src[\\/](state|client|load|live|ui[\\/](?!MenuParts|DialogParts))/ },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": { target: server, ws: true },
      "/files": server,
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/test/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    maxWorkers: 2,
  },
});
