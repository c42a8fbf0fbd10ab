/** Lists as files for spreadsheets. */

type Cell = string | number;

/** Text that a spreadsheet takes for cells; what it would take for a formula is marked as text. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Cell): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a file to the browser. */
export function download(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export const downloadCsv = (name: string, rows: readonly (readonly Cell[])[]): void => download(`${name}.csv`, "text/csv", csvOf(rows));

/** Every page of a list, one after the other. */
export async function allPages<T>(size: number, page: (number: number) => Promise<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let number = 0; ; number += 1) {
    const found = await page(number);
    all.push(...found);
    if (found.length < size) return all;
  }
}

/** A moment as spreadsheets sort it; empty for none. */
export const moment = (at: number): string => (at > 0 ? new Date(at).toISOString() : "");
