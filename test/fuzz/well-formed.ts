/** Whether a text is one element of XML with everything in it closed (its characters are not judged). */
const NAME = `[^\\s<>"'=/?!&;.\\-0-9][^\\s<>"'=/?!&;]*`;
const PIECE = new RegExp(
  `<(?<open>${NAME})(?: ${NAME}="[^"<]*")*(?<empty>/)?>|</(?<close>${NAME})>|<\\?${NAME} (?:(?!\\?>)[^])*\\?>|(?<text>[^<]+)`,
  'uy',
);

export function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  let roots = 0;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < xml.length) {
    const piece = PIECE.exec(xml)?.groups;
    if (piece === undefined) return false;
    const { open: name, empty, close } = piece;
    if (open.length === 0 && (name === undefined || roots++ > 0)) return false;
    if (name !== undefined && empty === undefined) open.push(name);
    if (close !== undefined && open.pop() !== close) return false;
  }
  return open.length === 0 && roots === 1;
}
