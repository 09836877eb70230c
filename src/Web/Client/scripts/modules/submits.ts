/**
 * A second press does nothing while the first is on its way. The server is safe against it anyway; this is for the reader,
 * who sees that something happens. Forms sent by htmx are told apart by their attribute and left alone.
 */
export function watchSubmits(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post],[data-hx-post]")) {
      return;
    }

    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }

    form.dataset.sent = "1";
    for (const button of form.querySelectorAll<HTMLElement>("button[type=submit],button:not([type])")) {
      button.setAttribute("aria-disabled", "true");
    }
  });

  // Coming back with the browser's button shows the page as it was left: awake it again.
  globalThis.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) {
        button.removeAttribute("aria-disabled");
      }
    }
  });
}
