export interface Series {
  readonly name: string;
  /** Name of a design token without its dashes; empty where the order of the columns may choose. */
  readonly tone: string;
  readonly values: readonly (number | null)[];
}

export interface TableData {
  readonly caption: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
}

/**
 * First column: what the row is about. Every column whose head has `data-series` is a line or a bar, in the tone that
 * the attribute names, if any; a cell's `data-value` is taken before its text ("78.1 %", "1,040").
 */
export function readTable(table: HTMLTableElement): TableData {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const columns = heads.map((head, index) => ({ head, index })).filter(({ head }) => head.hasAttribute("data-series"));
  return {
    caption: text(table.caption),
    categories: rows.map((row) => text(row.cells[0])),
    series: columns.map(({ head, index }) => ({ name: text(head), tone: head.dataset.series ?? "", values: rows.map((row) => number(row.cells[index])) })),
  };
}

const text = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";

function number(cell: HTMLTableCellElement | undefined): number | null {
  const written = cell?.dataset.value ?? text(cell).replace(/[,，\s%％]/g, "");
  return written === "" || Number.isNaN(Number(written)) ? null : Number(written);
}
