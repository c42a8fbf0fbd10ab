/** Colours code with highlight.js; the engine and each language arrive when first needed. */
import type { HLJSApi, LanguageFn } from "highlight.js";

type LanguageModule = { default: LanguageFn };

interface Language {
  label: string;
  load: () => Promise<LanguageModule>;
  also?: string[];
}

const LANGUAGES: Record<string, Language> = {
  bash: { label: "Bash", load: () => import("highlight.js/lib/languages/bash"), also: ["sh", "zsh", "shell", "console"] },
  c: { label: "C", load: () => import("highlight.js/lib/languages/c"), also: ["h"] },
  clojure: { label: "Clojure", load: () => import("highlight.js/lib/languages/clojure"), also: ["clj"] },
  cmake: { label: "CMake", load: () => import("highlight.js/lib/languages/cmake") },
  cpp: { label: "C++", load: () => import("highlight.js/lib/languages/cpp"), also: ["c++", "cc", "cxx", "hpp"] },
  csharp: { label: "C#", load: () => import("highlight.js/lib/languages/csharp"), also: ["cs", "c#"] },
  css: { label: "CSS", load: () => import("highlight.js/lib/languages/css") },
  dart: { label: "Dart", load: () => import("highlight.js/lib/languages/dart") },
  delphi: { label: "Delphi", load: () => import("highlight.js/lib/languages/delphi"), also: ["pascal", "pas"] },
  diff: { label: "Diff", load: () => import("highlight.js/lib/languages/diff"), also: ["patch"] },
  django: { label: "Django", load: () => import("highlight.js/lib/languages/django"), also: ["jinja"] },
  dockerfile: { label: "Dockerfile", load: () => import("highlight.js/lib/languages/dockerfile"), also: ["docker"] },
  elixir: { label: "Elixir", load: () => import("highlight.js/lib/languages/elixir"), also: ["ex", "exs"] },
  erlang: { label: "Erlang", load: () => import("highlight.js/lib/languages/erlang"), also: ["erl"] },
  fortran: { label: "Fortran", load: () => import("highlight.js/lib/languages/fortran"), also: ["f90", "f95"] },
  fsharp: { label: "F#", load: () => import("highlight.js/lib/languages/fsharp"), also: ["fs"] },
  go: { label: "Go", load: () => import("highlight.js/lib/languages/go"), also: ["golang"] },
  graphql: { label: "GraphQL", load: () => import("highlight.js/lib/languages/graphql"), also: ["gql"] },
  groovy: { label: "Groovy", load: () => import("highlight.js/lib/languages/groovy") },
  handlebars: { label: "Handlebars", load: () => import("highlight.js/lib/languages/handlebars"), also: ["hbs"] },
  haskell: { label: "Haskell", load: () => import("highlight.js/lib/languages/haskell"), also: ["hs"] },
  http: { label: "HTTP", load: () => import("highlight.js/lib/languages/http"), also: ["https"] },
  ini: { label: "INI / TOML", load: () => import("highlight.js/lib/languages/ini"), also: ["toml", "cfg", "conf"] },
  java: { label: "Java", load: () => import("highlight.js/lib/languages/java") },
  javascript: { label: "JavaScript", load: () => import("highlight.js/lib/languages/javascript"), also: ["js", "jsx", "mjs", "cjs"] },
  json: { label: "JSON", load: () => import("highlight.js/lib/languages/json"), also: ["jsonc", "json5"] },
  julia: { label: "Julia", load: () => import("highlight.js/lib/languages/julia"), also: ["jl"] },
  kotlin: { label: "Kotlin", load: () => import("highlight.js/lib/languages/kotlin"), also: ["kt", "kts"] },
  latex: { label: "LaTeX source", load: () => import("highlight.js/lib/languages/latex"), also: ["tex-source"] },
  less: { label: "Less", load: () => import("highlight.js/lib/languages/less") },
  lisp: { label: "Lisp", load: () => import("highlight.js/lib/languages/lisp") },
  lua: { label: "Lua", load: () => import("highlight.js/lib/languages/lua") },
  makefile: { label: "Makefile", load: () => import("highlight.js/lib/languages/makefile"), also: ["make", "mk"] },
  markdown: { label: "Markdown", load: () => import("highlight.js/lib/languages/markdown"), also: ["md", "mkd"] },
  matlab: { label: "Matlab", load: () => import("highlight.js/lib/languages/matlab"), also: ["m"] },
  nginx: { label: "nginx", load: () => import("highlight.js/lib/languages/nginx") },
  nix: { label: "Nix", load: () => import("highlight.js/lib/languages/nix") },
  objectivec: { label: "Objective-C", load: () => import("highlight.js/lib/languages/objectivec"), also: ["objc", "mm"] },
  ocaml: { label: "OCaml", load: () => import("highlight.js/lib/languages/ocaml"), also: ["ml"] },
  perl: { label: "Perl", load: () => import("highlight.js/lib/languages/perl"), also: ["pl"] },
  pgsql: { label: "PostgreSQL", load: () => import("highlight.js/lib/languages/pgsql"), also: ["postgres", "postgresql"] },
  php: { label: "PHP", load: () => import("highlight.js/lib/languages/php") },
  powershell: { label: "PowerShell", load: () => import("highlight.js/lib/languages/powershell"), also: ["ps", "ps1", "posh"] },
  puppet: { label: "Puppet", load: () => import("highlight.js/lib/languages/puppet"), also: ["pp"] },
  python: { label: "Python", load: () => import("highlight.js/lib/languages/python"), also: ["py", "python3", "pyi"] },
  r: { label: "R", load: () => import("highlight.js/lib/languages/r") },
  ruby: { label: "Ruby", load: () => import("highlight.js/lib/languages/ruby"), also: ["rb"] },
  rust: { label: "Rust", load: () => import("highlight.js/lib/languages/rust"), also: ["rs"] },
  scala: { label: "Scala", load: () => import("highlight.js/lib/languages/scala") },
  scheme: { label: "Scheme", load: () => import("highlight.js/lib/languages/scheme") },
  scss: { label: "SCSS", load: () => import("highlight.js/lib/languages/scss"), also: ["sass"] },
  smalltalk: { label: "Smalltalk", load: () => import("highlight.js/lib/languages/smalltalk"), also: ["st"] },
  sql: { label: "SQL", load: () => import("highlight.js/lib/languages/sql") },
  stylus: { label: "Stylus", load: () => import("highlight.js/lib/languages/stylus"), also: ["styl"] },
  swift: { label: "Swift", load: () => import("highlight.js/lib/languages/swift") },
  typescript: { label: "TypeScript", load: () => import("highlight.js/lib/languages/typescript"), also: ["ts", "tsx"] },
  vbnet: { label: "VB.NET", load: () => import("highlight.js/lib/languages/vbnet"), also: ["vb", "visualbasic"] },
  verilog: { label: "Verilog", load: () => import("highlight.js/lib/languages/verilog"), also: ["v"] },
  vhdl: { label: "VHDL", load: () => import("highlight.js/lib/languages/vhdl") },
  xml: { label: "HTML / XML", load: () => import("highlight.js/lib/languages/xml"), also: ["html", "xhtml", "svg", "vue", "rss", "plist"] },
  yaml: { label: "YAML", load: () => import("highlight.js/lib/languages/yaml"), also: ["yml"] },
};

const ALIASES = new Map(
  Object.entries(LANGUAGES).flatMap(([name, language]) => [name, ...(language.also ?? [])].map((alias) => [alias, name])),
);

/** The language a fence or a file extension names, or null for plain text. */
export function languageOf(name: string): { name: string; label: string } | null {
  const known = ALIASES.get(name.trim().toLowerCase());
  const language = known === undefined ? undefined : LANGUAGES[known];
  return known !== undefined && language ? { name: known, label: language.label } : null;
}

let engine: Promise<HLJSApi> | null = null;

async function ready(name: string): Promise<HLJSApi | null> {
  engine ??= import("highlight.js/lib/core").then((module) => module.default);
  const hljs = await engine;
  if (hljs.getLanguage(name)) return hljs;
  const language = LANGUAGES[name];
  if (!language) return null;
  hljs.registerLanguage(name, (await language.load()).default);
  return hljs;
}

/** A run of code in one colour. */
export interface CodePiece {
  text: string;
  scope: string;
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };

/** Reads the engine's markup (spans and escaped text, nothing else) into coloured runs. */
export function readPieces(markup: string): CodePiece[] {
  const pieces: CodePiece[] = [];
  const scopes: string[] = [];
  for (const part of markup.split(/(<span class="[^"]*">|<\/span>)/)) {
    const opened = /^<span class="([^"]*)">$/.exec(part);
    if (opened) scopes.push(opened[1] ?? "");
    else if (part === "</span>") scopes.pop();
    else if (part !== "") {
      const text = part.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
      pieces.push({ text, scope: scopes[scopes.length - 1] ?? "" });
    }
  }
  return pieces;
}

// Colouring a megabyte of code would hold the page; such a block stays plain.
const LONGEST = 60_000;

/** The code cut into coloured runs, or null if its language is not known. */
export async function highlight(code: string, name: string): Promise<CodePiece[] | null> {
  const language = languageOf(name);
  if (!language || code.length > LONGEST) return null;
  const hljs = await ready(language.name);
  return hljs && readPieces(hljs.highlight(code, { language: language.name, ignoreIllegals: true }).value);
}
