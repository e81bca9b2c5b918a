/** The lines of a text, however its system ends them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);
