/** Where paths, keys, pipes and links may have ended before: behind a sign that they may hold, and mostly do not. */
import { FILE_NAME } from '../guess-type';
import { KEY_START } from '../registry-roots';

/** Folders and keys of every Windows that have blanks in their names. */
const NAMES_WITH_BLANKS = new RegExp(
  `^(?:${[
    String.raw`Program Files(?: \(x86\))?|Common Files|Start Menu|Internet Explorer|Windows Defender`,
    'Documents and Settings|Application Data|Local Settings|Windows NT|Session Manager|Control Panel',
    'Image File Execution Options|Active Setup|Installed Components|Terminal Server(?: Client)?',
    String.raw`\(Default\)|(?:User )?Shell Folders|Internet Settings|Security Center|Print Processors`,
  ].join('|')})$`,
  'i',
);
const SIGN = /[\s,;|:="'`()[\]“”„«»‘’—]/;
/** What begins a name of its own behind a blank. */
const OTHER_NAME = /\s(?:Global|Local)$/i;

/** ` (persistence)`, ` -> Updater`, `,high`: the end that may be none of it; undefined where nothing hints at that. */
export function doubtfulEndOfPath(text: string): string | undefined {
  const link = /^[a-z]+:\/\/[^/]*/i.exec(text)?.[0];
  if (link !== undefined) return endFrom(text, link.length, /[\s,;|"“”„«»‘’—]/);
  const parts = text.split('\\');
  const last = parts.length - 1;
  // Whoever names a file means the folders before it.
  const isOfFile = FILE_NAME.test(parts[last] ?? '') && !KEY_START.test(text);
  let start = 0;
  for (const [at, part] of parts.entries()) {
    const isName = NAMES_WITH_BLANKS.test(part);
    const isAsked = at === last || !isOfFile || OTHER_NAME.test(part);
    // A root may have a colon.
    const end =
      (at === 0 && last > 0) || isName || !isAsked
        ? undefined
        : endFrom(text, start, SIGN, start + part.length);
    if (end !== undefined) return end;
    start += part.length + 1;
  }
  return undefined;
}

/** What stands behind the first such sign between two places. */
function endFrom(
  text: string,
  start: number,
  sign: RegExp,
  before = text.length,
): string | undefined {
  const at = text.slice(start, before).search(sign);
  return at < 0 ? undefined : endOf(text.slice(start + at));
}

const endOf = (text: string): string | undefined => text.replace(/^[\s,;|:]+/, '') || undefined;
