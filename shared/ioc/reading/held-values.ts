/** Values that stand among words: in free text, in a note. None of them is lost without a word. */
import { listedAs, type ListedValue, remarked, typeOf } from './listed-value';
import { isNameWithBlanks } from './names-in-text';
import { BETWEEN } from './path-text';
import { indicatorsIn, refangedBesidePaths, undoubled } from './report-text';

/** Signs of which every value has one. */
const MAY_HOLD = /[.:\\@]|dot|[\da-f]{32}|S-1-/i;

/** What reading it as a report would find. */
export function heldIn(text: string): ListedValue[] {
  if (!MAY_HOLD.test(text)) return [];
  const plain = refangedBesidePaths(undoubled(text));
  return indicatorsIn(plain)
    .filter(({ value }) => isWhole(plain, value))
    .map(({ type, value, doubt, remark }) => {
      const plainly = listedAs(value, type);
      const listed = remark === null ? plainly : remarked(plainly, remark);
      return doubt === null ? listed : { ...remarked(listed, doubt), isDoubted: true };
    });
}

/** The end of a name in letters nobody thought of is no name. */
function isWhole(text: string, value: string): boolean {
  const at = text.indexOf(value);
  return !/[\p{L}\p{M}\p{N}_]$/u.test(text.slice(0, at)) || at < 0;
}

/**
 * `a b.exe`: the name of a file, whose blanks are its own. Null where it is none.
 *
 * @param isCell it is parted from all else, so that commas are its own as well
 */
export function spacedName(text: string, isCell = false): ListedValue | null {
  const name = text.trim().replaceAll(/\s+/g, ' ');
  const isName =
    name.includes(' ') &&
    isNameWithBlanks(name) &&
    (isCell || !/[,;=]/.test(text)) &&
    !BETWEEN.test(` ${name} `);
  return isName ? remarked(listedAs(text, 'filename'), 'its blanks are read as its own') : null;
}

/** Of a line that is nothing else: the values it holds, each with the line as its note. */
export function amongTextIn(text: string): ListedValue[] | null {
  const name = spacedName(text);
  if (name !== null) return [name];
  const held = heldIn(text);
  return held.length === 0 ? null : held.map((one) => withLine(one, text));
}

/** Where the line is more than the value. */
function withLine(held: ListedValue, line: string): ListedValue {
  if (held.text === line) return held;
  const told = remarked(held, 'the line it stands in is its note');
  return { ...told, note: line, isInWords: true };
}

/** The values a note holds become indicators as well, each with what it stands beside. */
export function withHeld(listed: readonly ListedValue[], note: string): ListedValue[] {
  const beside = listed[0]?.text ?? '';
  const cells = note.split(/[,;|\t]/).map((cell) => spacedName(cell));
  const names = cells.filter((one) => one !== null);
  const held = names.length === 0 ? heldIn(note) : [...names, ...heldIn(unspaced(note, names))];
  const more = held.filter((one) => !isAmong(one, listed));
  return [...listed, ...more.map((one) => ({ ...one, note: beside }))];
}

const unspaced = (note: string, names: readonly ListedValue[]): string =>
  names.reduce((rest, { text }) => rest.replace(text.trim(), ''), note);

const keyOf = (listed: ListedValue): string =>
  listed.meant.ok ? listed.meant.value.toLowerCase() : listed.text.toLowerCase();

const isAmong = (one: ListedValue, listed: readonly ListedValue[]): boolean =>
  listed.some((other) => keyOf(other) === keyOf(one));

/** `b.exe`, where `a b.exe` is listed. */
const isEndOf = (one: ListedValue, listed: readonly ListedValue[]): boolean =>
  listed.some((other) => keyOf(other).endsWith(` ${keyOf(one)}`));

/** What a comment holds stays a part of it, and is told. */
export function withNotesTold(listed: readonly ListedValue[]): ListedValue[] {
  return listed.map((one) => {
    if (one.note === '' || typeOf(one) === null) return one;
    const held = heldIn(one.note).find(
      (value) => !isAmong(value, listed) && !isEndOf(value, listed),
    );
    return held === undefined
      ? one
      : remarked(one, `"${held.text.slice(0, 60)}" stands in its note and is not sought`);
  });
}
