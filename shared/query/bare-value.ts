/** Values that were meant as something else: what is wrong with them outside quotation marks. */
import { isLevel, LEVELS } from '@shared/model/level';
import { beginsTime } from './time-begin';

/** An expression with flags behind it. */
const FLAGGED = /^\/.+\/[gims]{1,3}$/s;

/** Null where the value may stand so; in quotation marks every value may. */
export function bareFault(field: string, value: string): string | null {
  const asText = `To search for this text, put it in quotation marks: ${field}:"${value}"`;
  if (value.startsWith('!='))
    return `There is no "!=": write -${field}:${value.slice(2)}. ${asText}`;
  if (FLAGGED.test(value))
    return `An expression takes no flags; letter case is always ignored. ${asText}`;
  switch (field.toLowerCase()) {
    case 'time':
      if (beginsTime(value)) return null;
      return `This is no time: 2026-03-09, 2026-03-09T08:51, last 7d. ${asText}`;
    case 'level':
      if (isLevel(value.toLowerCase()) || /^\d+$/.test(value)) return null;
      return `Levels are ${LEVELS.join(', ')}. ${asText}`;
    default:
      return null;
  }
}
