/**
 * `<span class="math">\(x^2\)</span>`: a formula, readable as it stands. Where a page has one and the browser can draw it, the
 * script that sets formulas is fetched, once; its address stands in data-formulas of our own script tag.
 */
export function watchFormulas(): void {
  const address = (document.currentScript as HTMLScriptElement | null)?.dataset.formulas;
  if (!address || !("MathMLElement" in window)) {
    return;
  }

  const look = (): void => {
    if (document.querySelector(".math:not(.is-set)")) {
      document.removeEventListener("htmx:afterSettle", look);
      const script = document.createElement("script");
      script.src = address;
      document.head.append(script);
    }
  };
  document.addEventListener("htmx:afterSettle", look);
  look();
}
