import * as ed25519 from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";
import type { Bytes } from "../scripts/modules/verify/bytes";
import { checkFile } from "../scripts/modules/verify/files";
import { readKey, readWitnessKey, type ImportKey } from "../scripts/modules/verify/note";
import { Refusal } from "../scripts/modules/verify/refusal";
import { say, sentence, type Words } from "../scripts/modules/verify/say";

/**
 * The page for checking offline. It holds a `<main data-language="zh-CN" hidden>` for each language, with the sentences in it as
 * templates; one is shown. Nothing is sent or fetched: signatures too are checked here, whatever the browser knows.
 */
ed25519.hashes.sha512 = sha512 as (message: Uint8Array) => Bytes;
const inThePage: ImportKey = (raw) => Promise.resolve((signature, message) => Promise.resolve(isSigned(signature, message, raw)));

function isSigned(signature: Bytes, message: Bytes, key: Bytes): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    // No signature at all: of another length, say.
    return false;
  }
}

const pages = [...document.querySelectorAll<HTMLElement>("main[data-language]")];
for (const page of pages) {
  const words: Words = { templates: page, language: page.dataset.language ?? "", timeZone: page.dataset.zone ?? "UTC" };
  page.querySelector<HTMLElement>("[data-speak]")?.addEventListener("click", () => speak(pages.find((other) => other !== page) ?? page));
  const input = page.querySelector<HTMLInputElement>("input[type=file]");
  input?.addEventListener("change", () => void check(page, words));

  // Whoever chooses the same file again means its present content; the browser would not tell.
  input?.addEventListener("click", () => (input.value = ""));
  page.querySelectorAll("textarea").forEach((keys) => keys.addEventListener("change", () => void check(page, words)));
}

speak(pages.find((page) => !page.hidden) ?? pages[0]);

function speak(page: HTMLElement | undefined): void {
  pages.forEach((other) => (other.hidden = other !== page));
  document.documentElement.lang = page?.dataset.language ?? "";
  document.title = page?.querySelector("h1")?.textContent ?? document.title;
}

async function check(page: HTMLElement, words: Words): Promise<void> {
  const file = page.querySelector<HTMLInputElement>("input[type=file]")?.files?.[0];
  const place = page.querySelector<HTMLElement>("[data-result]");
  if (!file || !place) {
    return;
  }

  place.replaceChildren(sentence("Verify.Working", {}, words));
  try {
    const written = (whose: string) => (page.querySelector<HTMLTextAreaElement>(`textarea[data-trust=${whose}]`)?.value ?? "").split(/\s+/).filter(Boolean);
    const logs = await Promise.all(written("log").map((key) => readKey(key, inThePage)));
    const witnesses = await Promise.all(written("witnesses").map((key) => readWitnessKey(key, inThePage)));
    const findings = await checkFile(new Uint8Array(await file.arrayBuffer()), { logs, witnesses });
    place.replaceChildren(...findings.map((finding) => say(finding, words)));
  } catch (error) {
    // A key that is none is a refusal; everything else is a browser that is too old.
    place.replaceChildren(sentence(error instanceof Refusal ? error.code : "Offline.OldBrowser", {}, words));
  }
}
