/** How the web client is built, served in development and tested. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "@formatjs/icu-messageformat-parser";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { boot } from "./scripts/boot.ts";
import { report } from "./scripts/report.ts";
import { worker } from "./scripts/worker.ts";

const server = process.env["MMPY_SERVER"] ?? "http://127.0.0.1:8065";

const CATALOGUE = /i18n[\\/](?:late[\\/])?(en|de)[\\/][\w-]+\.json$/;
const PLAIN = /^[^{}<']*$/; // as `isPlain` in i18n/t.ts
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
      const parts = Object.entries(words).map(([key, text]) => [key, PLAIN.test(text) ? text : parse(text, { captureLocation: false })]);
      return { code: `export default ${JSON.stringify(Object.fromEntries(parts))}`, moduleType: "js" };
    },
  };
}

type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };

const absolute = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const CORE = /src[\\/](state|client[\\/](?!console)|load|live|ui[\\/](?!MenuParts|DialogParts|rows))/;
const OF_TEAM = ["src/app/TeamScreen.tsx"];
const FIRST = ["src/main.tsx"];
const BEFORE_TEAM = [
  ...["LoginScreen", "SignUpScreen", "ResetScreen", "VerifyScreen"].map((name) => `src/features/login/${name}.tsx`),
  ...["CreateTeamScreen", "SelectTeamScreen"].map((name) => `src/features/teams/${name}.tsx`),
];
type Place = "core" | "team" | "parts";
const places = new Map<string, Place>();

/**
 * Three files instead of fifty small ones: what every screen needs, what the main screen needs besides, and parts of
 * those that are loaded later.
 */
function placeOf(id: string, modules: Modules): Place | null {
  if (places.size === 0) {
    const ofTeam = reached(OF_TEAM, modules);
    const before = reached(BEFORE_TEAM, modules);
    for (const each of ofTeam) places.set(each, CORE.test(each) || before.has(each) ? "core" : "team");
    for (const each of before) if (CORE.test(each)) places.set(each, "core");
    for (const each of reached(FIRST, modules)) places.set(each, "core");
  }
  return places.get(id) ?? (CORE.test(id) ? "parts" : null);
}

/** These modules and all they import, but for what they load later. */
function reached(paths: readonly string[], modules: Modules): Set<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    // The index of the icons imports every one of them; those in use follow their users.
    if (found.has(id) || id.includes("lucide-react")) return;
    found.add(id);
    modules.getModuleInfo(id)?.importedIds.forEach(visit);
  };
  paths.map(absolute).forEach(visit);
  return found;
}

export default defineConfig({
  // Relative asset addresses: the server writes <base href> for the path it is mounted on.
  base: "./",
  plugins: [react(), catalogues(), boot(), worker(), report()],
  resolve: {
    alias: [
      { find: "@", replacement: absolute("./src") },
      // The Markdown parser's table of named characters is 15 kB packed, and every browser has it.
      { find: /^entities$/, replacement: absolute("./src/markdown/entities.ts") },
      { find: /^punycode\.js$/, replacement: absolute("./src/markdown/hostNames.ts") },
    ],
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsDir: "static",
    target: "es2022",
    // Inlined assets would need data: in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler|zustand|wouter|regexparam|use-sync-external-store)[\\/]/ },
            { name: "markdown", test: /node_modules[\\/](markdown-it|linkify-it|mdurl|uc\.micro|punycode\.js)[\\/]/ },
            ...(["core", "team", "parts"] as const).map((place) => ({
              name: (id: string, modules: Modules) => (placeOf(id, modules) === place ? place : null),
              debugName: place,
            })),
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
