import { toast } from "./toasts";
import { word } from "./words";

/** `<button data-copy="ID" hidden>` copies the text of ID. Shown only where the browser lets us. */
export function watchCopy(): void {
  if (!("clipboard" in navigator)) {
    return;
  }

  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const text = document.getElementById(button.dataset.copy ?? "")?.textContent?.trim() ?? "";
      void navigator.clipboard.writeText(text).then(() => toast(word("copied")));
    });
  }
}
