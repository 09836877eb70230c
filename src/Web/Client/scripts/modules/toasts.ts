import { word } from "./words";

export type Tone = "success" | "warning" | "danger";

/** Says a sentence to eyes and to screen readers. It stays until the reader closes it or leaves the page. */
export function toast(sentence: string, tone: Tone = "success"): void {
  const area = document.getElementById("toasts");
  if (!area || !sentence) {
    return;
  }

  const box = document.createElement("div");
  box.className = `alert alert-${tone}`;
  const words = document.createElement("div");
  words.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "tool";
  close.textContent = "×";
  close.setAttribute("aria-label", area.dataset.close ?? "×");
  close.addEventListener("click", () => box.remove());
  box.append(words, close);
  area.replaceChildren(box);
}

/** The server asks for a toast with the header `HX-Trigger: {"toast": {"value": "…"}}`; a lost connection makes its own. */
export function watchToasts(): void {
  document.addEventListener("toast", (event) => {
    const detail = (event as CustomEvent<{ value?: string; tone?: Tone }>).detail;
    toast(detail.value ?? "", detail.tone);
  });
  document.addEventListener("htmx:sendError", (event) => complain(event, word("offline")));
  document.addEventListener("htmx:timeout", (event) => complain(event, word("offline")));
  document.addEventListener("htmx:responseError", (event) => complain(event, word("failed")));
}

/** A form that says itself what became of its request (saving.ts) needs no second voice. */
function complain(event: Event, sentence: string): void {
  if (!(event.target as Element).closest("[data-saves]")) {
    toast(sentence, "danger");
  }
}
