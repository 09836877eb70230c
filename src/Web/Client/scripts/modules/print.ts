/** `<button data-print hidden>`: shown only where it works. */
export function watchPrint(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => globalThis.print());
  }
}
