// Builds ../wwwroot/dist. Every file directly in scripts/ and every file in styles/ without a leading underscore becomes
// one bundle of the same name; icons/ becomes one sprite; offline/ becomes one page that needs no other file.
// `--release` leaves the source maps out.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { compile } from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "..", "wwwroot", "dist");
const release = process.argv.includes("--release");

// Phones that stay in use for many years: Safari of 2019, WebViews of the same age.
const target = ["es2019", "chrome79", "safari13", "firefox78"];

const files = (folder, extension) =>
  readdirSync(join(here, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) === extension && !entry.name.startsWith("_"))
    .map((entry) => join(here, folder, entry.name));

async function scripts() {
  await build({
    entryPoints: files("scripts", ".ts"),
    outdir: dist,
    bundle: true,
    minify: true,
    format: "iife",
    target,
    // Safari 13 has a rare defect in destructuring that esbuild cannot work around; we do not run into it.
    supported: { destructuring: true },
    legalComments: "linked",
    sourcemap: release ? false : "linked",
    logLevel: "warning",
  });
}

async function style(file) {
  const name = basename(file, ".scss");
  const { css, sourceMap } = compile(file, {
    loadPaths: [join(here, "node_modules")],
    // Bootstrap 5 is written for the older module system of Sass; our own sheets are not.
    quietDeps: true,
    silenceDeprecations: ["import"],
    sourceMap: !release,
    sourceMapIncludeSources: true,
  });
  const inlined = sourceMap
    ? `${css}\n/*# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(sourceMap)).toString("base64")} */`
    : css;
  const { code, map } = await transform(inlined, { loader: "css", minify: true, target, sourcemap: release ? false : "external", sourcefile: `${name}.scss` });
  writeFileSync(join(dist, `${name}.css`), map ? `${code}/*# sourceMappingURL=${name}.css.map */\n` : code);
  if (map) {
    writeFileSync(join(dist, `${name}.css.map`), map);
  }
}

// The page for checking offline: script and style are in it, and its policy lets in these two and nothing else, no connection
// either. The words are the site's; it puts them where the page says.
async function offline() {
  const bundle = await build({
    entryPoints: [join(here, "offline", "verify.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    // Newer than the rest: the file unpacks gzip, which no older browser can.
    target: ["es2020", "chrome80", "safari16.4", "firefox113"],
    legalComments: "inline",
    write: false,
    logLevel: "warning",
  });
  const sheet = compile(join(here, "offline", "verify.scss"), { loadPaths: [join(here, "styles")] });
  const script = bundle.outputFiles[0].text.trim();
  const css = (await transform(sheet.css, { loader: "css", minify: true })).code.trim();
  const source = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${source(script)}; style-src ${source(css)}; base-uri 'none'; form-action 'none'`;
  const parts = { policy, style: `<style>${css}</style>`, script: `<script>${script}</script>` };
  const page = readFileSync(join(here, "offline", "verify.html"), "utf8").replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
  writeFileSync(join(dist, "verify-offline.html"), page);
}

function sprite() {
  const symbols = files("icons", ".svg").map((file) => {
    const shapes = readFileSync(file, "utf8").replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").trim();
    return `<symbol id="${basename(file, ".svg")}" viewBox="0 0 24 24">${shapes}</symbol>`;
  });
  writeFileSync(join(dist, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await Promise.all([scripts(), offline(), ...files("styles", ".scss").map(style)]);
sprite();
