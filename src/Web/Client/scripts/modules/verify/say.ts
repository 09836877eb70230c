import type { Finding } from "./files";

/** Where the sentences are, and how this reader writes times. */
export interface Words {
  readonly templates: ParentNode;
  readonly language: string;
  readonly timeZone: string;
}

export function say(finding: Finding, words: Words): DocumentFragment {
  const said = sentence(finding.refusal?.code ?? finding.shows, finding.facts, words);
  const agreed = (finding.witnessed?.agreeing.length ?? 0) > 0;
  said.querySelector("[data-witnessed]")?.append(...witnessed(finding, words));
  said.querySelector(`[data-caution="${agreed ? "Verify.Not.OneLog" : "Verify.Not.OneLogForOthers"}"]`)?.remove();
  return said;
}

/** What WitnessAgreement.Sentences of the program says. */
function witnessed({ witnessed: found }: Finding, words: Words): DocumentFragment[] {
  if (!found) {
    return [];
  }

  const { agreeing, absent, unknown } = found;
  const known = agreeing.length + absent.length;
  const of = (names: readonly string[]) => names.join(", ");
  const said: [string, Finding["facts"]][] = [];
  if (agreeing.length > 0) {
    said.push(["Verify.Witness.Agree", { agree: agreeing.length, known, names: of(agreeing) }]);
  } else if (known > 0) {
    said.push(["Verify.Witness.None", { known }]);
  }

  if (agreeing.length > 0 && absent.length > 0) {
    said.push(["Verify.Witness.Absent", { names: of(absent) }]);
  }

  if (unknown.length > 0) {
    said.push(["Verify.Witness.Unknown", { names: of(unknown) }]);
  }

  return said.map(([code, facts]) => sentence(code, facts, words));
}

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
