import { word } from "./words";

/**
 * A form with `data-saves="ID"` tells the element ID what becomes of each request. "Saved, at …" is never said here: only the
 * server's fragment says it, after the commit. On failure the answer stays on the page and is sent again when the line is back.
 */
export function watchSaving(): void {
  const failed = new Set<HTMLElement>();
  const form = (event: Event) => (event.target as Element).closest<HTMLElement>("[data-saves]");

  document.addEventListener("htmx:beforeRequest", (event) => show(form(event), "is-saving", word("saving")));
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, (event) => {
      const owner = form(event);
      show(owner, "is-failed", word(name === "htmx:responseError" ? "failed" : "offline"));
      if (owner) {
        failed.add(owner);
      }
    });
  }

  document.addEventListener("htmx:afterRequest", (event) => {
    const owner = form(event);
    if (owner && (event as CustomEvent<{ successful: boolean }>).detail.successful) {
      failed.delete(owner);
    }
  });
  globalThis.addEventListener("online", () => {
    for (const owner of failed) {
      owner.dispatchEvent(new Event("resend", { bubbles: true }));
    }
  });
  globalThis.addEventListener("beforeunload", (event) => {
    if ([...failed].some((owner) => owner.isConnected)) {
      event.preventDefault();
    }
  });
}

function show(owner: HTMLElement | null, state: string, sentence: string): void {
  const place = owner && document.getElementById(owner.dataset.saves ?? "");
  if (place) {
    place.className = `saved ${state}`;
    place.textContent = sentence;
  }
}
