/**
 * Every key and scalar of a JSON text, each decoded on its own. Read from the text and not from a parsed
 * object, because a parser keeps only the last of two members of one name.
 */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BARE = /[^\s,:{}[\]]+/g;

function closingQuote(json: string, opening: number): number {
  for (let at = opening + 1; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === BACKSLASH) at++;
    else if (unit === QUOTE) return at;
  }
  return json.length;
}

function decoded(inside: string): string {
  return inside.includes('\\') ? String(JSON.parse(`"${inside}"`)) : inside;
}

/** Numbers and booleans as they are written; null says nothing. @param json a text that parses as JSON */
export function* jsonTexts(json: string): Generator<string, void, undefined> {
  let at = 0;
  while (at < json.length) {
    const quote = json.indexOf('"', at);
    const opening = quote < 0 ? json.length : quote;
    for (const [bare] of json.slice(at, opening).matchAll(BARE)) if (bare !== 'null') yield bare;
    const closing = closingQuote(json, opening);
    if (opening < json.length) yield decoded(json.slice(opening + 1, closing));
    at = closing + 1;
  }
}
