/** What indicators are sorted by, and found by. */
import type { Indicator } from '@shared/model/indicator';
import { LEVELS } from '@shared/model/level';

export const INDICATOR_TEXTS: Readonly<Record<string, (row: Indicator) => string>> = {
  active: (row) => (row.active ? '0' : '1'),
  type: (row) => row.type,
  value: (row) => row.value,
  mode: (row) => row.mode,
  note: (row) => row.note,
  source: (row) => row.source,
  severity: ({ severity }) =>
    String(severity === null ? LEVELS.length : LEVELS.length - 1 - LEVELS.indexOf(severity)),
};

/** In lower case. */
export const soughtIn = ({ type, value, note, source }: Indicator): string =>
  `${type}\n${value}\n${note}\n${source}`.toLowerCase();
