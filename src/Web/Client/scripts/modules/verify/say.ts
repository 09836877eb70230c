import type { Finding } from "./files";

/** Where the sentences are, and how this reader writes times. */
export interface Words {
  readonly templates: ParentNode;
  readonly language: string;
  readonly timeZone: string;
}

export const say = (finding: Finding, words: Words): DocumentFragment => sentence(finding.refusal?.code ?? finding.shows, finding.facts, words);

/** The sentence of a code with its gaps filled. */
export function sentence(code: string, facts: Finding["facts"], words: Words): DocumentFragment {
  const template = find(code, words) ?? find("Verify.UnknownFile", words);
  const said = (template?.content.cloneNode(true) ?? document.createDocumentFragment()) as DocumentFragment;
  for (const gap of said.querySelectorAll<HTMLElement>("[data-fill]")) {
    const name = gap.dataset.fill ?? "";
    const value = String(facts[name] ?? "–");
    // Within a sentence the entry is named as the file names it, so that it can be looked for there.
    gap.textContent = gap.tagName === "B" ? value : inWords(name, value, words);
  }

  return said;
}

const find = (code: string, { templates }: Words) => templates.querySelector<HTMLTemplateElement>(`template[data-says="${code}"]`);

function inWords(name: string, value: string, { templates, language, timeZone }: Words): string {
  if (name === "kind") {
    const known = [...templates.querySelectorAll<HTMLTemplateElement>("template[data-kind]")].find((kind) => kind.dataset.kind === value);
    return known?.content.textContent?.trim() ?? value;
  }

  const instant = name === "at" ? new Date(value) : null;
  return instant && !Number.isNaN(instant.getTime())
    ? instant.toLocaleString(language, { timeZone, dateStyle: "long", timeStyle: "medium" } as Intl.DateTimeFormatOptions)
    : value;
}
