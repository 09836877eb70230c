import temml from "temml";

// Fetched only for pages that hold a formula. TeX between its signs becomes MathML, which the browser draws and a screen
// reader says; what cannot be read stays as it was typed, marked for its author.
function setAll(): void {
  for (const place of document.querySelectorAll<HTMLElement>(".math:not(.is-set)")) {
    const shown = (place.textContent ?? "").trim();
    place.classList.add("is-set");
    try {
      temml.render(shown.slice(2, -2), place, { displayMode: shown.startsWith("\\["), annotate: true, throwOnError: true });
    } catch (error) {
      place.textContent = shown;
      place.classList.add("is-wrong");
      place.title = error instanceof Error ? error.message : "";
    }
  }
}

setAll();
document.addEventListener("htmx:afterSettle", setAll);
