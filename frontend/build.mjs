// Bundles the front end. Called as: node build.mjs OUT_DIR ICON_NAMES_AS_JSON
//
// Entries: head.js (runs before the first paint), main.js and main.css. Scripts and style sheets of the rooms
// are found in src/rooms/, so that a room adds a file and touches no other.
import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const source = path.join(here, "src");
const [out, iconNames] = [path.resolve(process.argv[2]), JSON.parse(process.argv[3] ?? "[]")];

// The last browsers of Windows 7 stand at Chromium 109.
const target = ["chrome109", "firefox121", "safari16.4"];

const roomFiles = async (suffix) =>
  (await readdir(path.join(source, "rooms"))).filter((name) => name.endsWith(suffix)).sort();

/** Resolves "rooms:js" and "rooms:css" to one import for each file of src/rooms/. */
const rooms = {
  name: "rooms",
  setup(api) {
    api.onResolve({ filter: /^rooms:(js|css)$/ }, ({ path: id }) => ({ path: id, namespace: "rooms" }));
    api.onLoad({ filter: /.*/, namespace: "rooms" }, async ({ path: id }) => {
      const kind = id.slice("rooms:".length);
      const lines = (await roomFiles(`.${kind}`)).map((name) =>
        kind === "js" ? `import "./rooms/${name}";` : `@import "./rooms/${name}";`,
      );
      return { contents: lines.join("\n"), loader: kind, resolveDir: source };
    });
  },
};

/** One <symbol> an icon: pages show only what they name, and the file holds no more than that. */
async function sprite(names) {
  const folder = path.join(here, "node_modules", "@tabler", "icons", "icons", "outline");
  const symbols = await Promise.all(
    names.map(async (name) => {
      const svg = await readFile(path.join(folder, `${name}.svg`), "utf8").catch(() => {
        throw new Error(`no icon is called "${name}" in @tabler/icons`);
      });
      const body = svg
        .replace(/^[\s\S]*?<svg[\s\S]*?>/, "")
        .replace(/<\/svg>\s*$/, "")
        .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
        .replace(/\s*\n\s*/g, "");
      return `<symbol id="${name}" viewBox="0 0 24 24">${body}</symbol>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

const common = { bundle: true, minify: true, target, legalComments: "eof", logLevel: "warning", charset: "utf8" };

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([
  build({
    ...common,
    entryPoints: [path.join(source, "main.js")],
    outdir: out,
    format: "esm",
    splitting: true,
    chunkNames: "chunk-[name]-[hash]",
    plugins: [rooms],
  }),
  build({
    ...common,
    entryPoints: [path.join(source, "main.css")],
    outdir: out,
    plugins: [rooms],
    loader: { ".svg": "dataurl" },
  }),
  // A classic script that every browser since 2011 can parse: it is the one that tells an old browser so.
  build({ ...common, entryPoints: [path.join(source, "head.js")], outdir: out, format: "iife", target: ["es5"] }),
  sprite(iconNames).then((text) => writeFile(path.join(out, "icons.svg"), text)),
  cp(path.join(source, "favicon.svg"), path.join(out, "favicon.svg")),
]);
