/** A text as one line of a table: what would end the line or the cell is a blank. */
export const inLine = (text: string): string => text.replaceAll(/[\t\r\n]+/g, ' ');
