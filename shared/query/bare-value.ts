/** Values that were meant as something else: what is wrong with them outside quotation marks. */
import { isLevel, LEVELS } from '@shared/model/level';
import { RECOVERIES } from '@shared/model/event';
import { CASE_FIELDS } from './case-fields';
import { beginsTime } from './time-begin';

/** An expression with flags behind it. */
const FLAGGED = /^\/.+\/[gims]{1,3}$/s;

/** A whole expression, with more directly behind it: else it would have been read as one. */
const JOINED = /^\/.+\/$/s;

const RECOVERED_VALUES = ['true', 'false', ...RECOVERIES.filter((grade) => grade !== 'live')];

/** Null where the value may stand so; in quotation marks every value may. */
export function bareFault(field: string, value: string): string | null {
  const asText = `To search for this text, put it in quotation marks: ${field}:"${value}"`;
  if (value.startsWith('!='))
    return `There is no "!=": write -${field}:${value.slice(2)}. ${asText}`;
  if (FLAGGED.test(value))
    return `An expression takes no flags; letter case is always ignored. ${asText}`;
  if (JOINED.test(value)) return `An expression ends before a blank: put one behind it. ${asText}`;
  switch (field.toLowerCase()) {
    case 'time':
      if (beginsTime(value)) return null;
      return `This is no time: 2026-03-09, 2026-03-09T08:51, last 7d. ${asText}`;
    case 'level':
      if (isLevel(value.toLowerCase()) || /^\d+$/.test(value)) return null;
      return `Levels are ${LEVELS.join(', ')}. ${asText}`;
    case 'recovered':
      if (RECOVERED_VALUES.some((word) => word === value.toLowerCase())) return null;
      return `Recovered is one of ${RECOVERED_VALUES.join(', ')}. ${asText}`;
    case 'hidden':
      if (/^(true|false)$/i.test(value)) return null;
      return `Hidden is true or false. To find a reason, put it in quotation marks: ${field}:"${value}"`;
    default:
      return null;
  }
}

/** What a value without wildcards means outside quotation marks, where that is no text. */
export type BareMeaning = 'text' | 'number' | 'notHidden';

export function bareMeaning(field: string, value: string): BareMeaning {
  const name = field.toLowerCase();
  if (name === 'hidden' && value.toLowerCase() === 'false') return 'notHidden';
  return /^0x[\da-f]+$/i.test(value) && !TOLD.has(name) ? 'number' : 'text';
}

/** Texts of the case, none of which is a number, and times. */
const TOLD: ReadonlySet<string> = new Set([...CASE_FIELDS, 'time']);
