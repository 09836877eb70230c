import { checkFile } from "./modules/verify/files";
import { readKey, readWitnessKey } from "./modules/verify/note";
import { say, sentence, type Words } from "./modules/verify/say";

/**
 * Checks a chosen file in the reader's own browser, before and without sending it anywhere:
 * `<form data-verify="RESULT-ID" data-keys="name+hash+key …" data-witnesses="…">` with an `<input type="file">`. The page brings the sentences as
 * `<template data-says="Verify.Is.Proof">`, `<template data-says="Verify.NotInLog">` …; `<span data-fill="index">` inside is filled.
 * Kinds of entries are said by `<template data-kind="lesson.completed">`, times in the zone of `data-zone`.
 * A browser without Ed25519 leaves everything to the server, to which the form posts.
 */
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-verify]")) {
  const file = form.querySelector<HTMLInputElement>("input[type=file]");
  file?.addEventListener("change", () => void check(form, file));
}

async function check(form: HTMLFormElement, input: HTMLInputElement): Promise<void> {
  const place = document.getElementById(form.dataset.verify ?? "");
  const file = input.files?.[0];
  if (!place || !file) {
    return;
  }

  const words: Words = { templates: document, language: document.documentElement.lang, timeZone: form.dataset.zone ?? "UTC" };
  place.replaceChildren(sentence("Verify.Working", {}, words));
  try {
    const logs = await Promise.all(given(form, "Form.Key", form.dataset.keys).map((key) => readKey(key)));
    const witnesses = await Promise.all(given(form, "Form.Witnesses", form.dataset.witnesses).map((key) => readWitnessKey(key)));
    const findings = await checkFile(new Uint8Array(await file.arrayBuffer()), { logs, witnesses });
    place.replaceChildren(...findings.map((finding) => say(finding, words)));
  } catch {
    // No Ed25519 in this browser, none of its gzip, or no cryptography at all because the page came without https.
    place.replaceChildren(sentence("Verify.AskServer", {}, words));
  }
}

/** The keys the reader has written into the field, or else those that came with the page. */
function given(form: HTMLFormElement, field: string, otherwise: string | undefined): string[] {
  const written = form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${field}"]`)?.value ?? "";
  return (written.trim() || (otherwise ?? "")).split(/\s+/).filter(Boolean);
}
