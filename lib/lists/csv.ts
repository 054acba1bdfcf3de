/** Bytes that tell spreadsheets that the file is UTF-8. */
export const csvMark = '\uFEFF';

/**
 * One line of a CSV file (RFC 4180), its line break included. A cell that a spreadsheet would take for a formula (=, +,
 * -, @, or a tab or line break before one) is led by an apostrophe: names come from strangers.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
