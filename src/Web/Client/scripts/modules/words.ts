/** Sentences live in the resource files; the layout hands those that scripts say to us as data attributes of the toast area. */
export function word(name: "offline" | "failed" | "saving" | "copied"): string {
  return document.getElementById("toasts")?.dataset[name] ?? "";
}
