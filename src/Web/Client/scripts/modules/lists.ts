/**
 * Long lists of names: `<input data-check-all="ID">` ticks every visible box in ID, `<input data-filter="ID">` hides the
 * children of ID that do not contain what is typed. A hidden row stays ticked: the preview names everyone before anything is done.
 */
export function watchLists(): void {
  document.addEventListener("change", (event) => {
    const all = event.target as HTMLInputElement;
    const list = target(all.dataset.checkAll);
    for (const box of list?.querySelectorAll<HTMLInputElement>("input[type=checkbox]:not(:disabled)") ?? []) {
      if (!box.closest("[hidden]")) {
        box.checked = all.checked;
      }
    }
  });

  document.addEventListener("input", (event) => {
    const box = event.target as HTMLInputElement;
    const wanted = box.value.trim().toLowerCase();
    for (const row of target(box.dataset.filter)?.children ?? []) {
      (row as HTMLElement).hidden = wanted !== "" && !(row.textContent ?? "").toLowerCase().includes(wanted);
    }
  });
}

const target = (id: string | undefined) => (id ? document.getElementById(id) : null);
