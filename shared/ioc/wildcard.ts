/** Wildcard indicators: `*` any run, `?` one character, over the whole value. */
import type { Folded } from './folding';
import type { Span } from './needle';

/** Two pointers and the last star: no pattern makes it backtrack further. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next++;
      starAt = at;
    } else if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at])) {
      at++;
      next++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}

export function globSpan(pattern: string, folded: Folded): Span | null {
  return matches(pattern, folded.text) ? { start: 0, end: folded.originalLength } : null;
}
