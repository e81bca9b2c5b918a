/** A line of YAML in pieces to be coloured: enough for rules, and for no other use. */

export type YamlPiece = {
  readonly kind: 'key' | 'mark' | 'text' | 'comment' | 'constant' | 'plain';
  readonly text: string;
};

const COMMENT = /(?:^|\s)#.*$/;
const KEY = /^(\s*(?:- +)*)([^\s#'":][^#'":]*|'[^']*'|"[^"]*")(:)(?=\s|$)/;
const DASH = /^(\s*(?:- +|-$)+)/;
const CONSTANT = /^(?:true|false|null|~|[+-]?\d+(?:\.\d+)?|\d{4}-\d\d-\d\d)$/;

export function yamlPieces(line: string): YamlPiece[] {
  const pieces: YamlPiece[] = [];
  const push = (kind: YamlPiece['kind'], text: string): void => {
    if (text !== '') pieces.push({ kind, text });
  };
  const { body, comment } = splitComment(line);
  let rest = body;
  const key = KEY.exec(rest);
  if (key !== null) {
    const [whole, before = '', name = '', colon = ''] = key;
    push('mark', before);
    push('key', name);
    push('mark', colon);
    rest = rest.slice(whole.length);
  } else {
    const dash = DASH.exec(rest)?.[1] ?? '';
    push('mark', dash);
    rest = rest.slice(dash.length);
  }
  const value = rest.trim();
  const kind = /^['"]/.test(value) ? 'text' : CONSTANT.test(value) ? 'constant' : 'plain';
  push(kind, rest);
  push('comment', comment);
  return pieces;
}

/** A `#` begins a comment at the start or behind a blank, outside of quotes. */
function splitComment(line: string): { readonly body: string; readonly comment: string } {
  const unquoted = line.replace(/'[^']*'|"(?:\\.|[^"\\])*"/g, (quoted) =>
    'x'.repeat(quoted.length),
  );
  const at = COMMENT.exec(unquoted)?.index ?? line.length;
  return { body: line.slice(0, at), comment: line.slice(at) };
}
