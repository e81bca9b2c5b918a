/** Pasted lists and CSV files as indicators: re-fanged, typed by their looks, each line accounted for. */
import {
  INDICATOR_TYPES,
  type IndicatorType,
  MATCH_MODES,
  type MatchMode,
} from '@shared/model/indicator';
import { parseNetwork } from '@shared/model/ip-address';
import { compileIndicator } from './indicator-test';

export interface IndicatorDraft {
  readonly type: IndicatorType;
  readonly value: string;
  readonly mode: MatchMode;
  readonly note: string;
}

export type ListedIndicator =
  | { readonly ok: true; readonly line: number; readonly draft: IndicatorDraft }
  | { readonly ok: false; readonly line: number; readonly text: string; readonly reason: string };

/** Undoes the ways reports make indicators unclickable: `hxxp`, `[.]`, `(dot)`, `[:]`, `[@]`. */
export function refang(text: string): string {
  return text
    .replace(/\bhxxp/gi, 'http')
    .replace(/\bfxp(?=:|\[:)/gi, 'ftp')
    .replace(/[[({]\s*(?:\.|dot)\s*[\])}]/gi, '.')
    .replace(/[[({]\s*(?:@|at)\s*[\])}]/gi, '@')
    .replace(/\[:\]/g, ':')
    .replace(/\[:\/\/\]/g, '://');
}

const LOOKS: readonly (readonly [IndicatorType, RegExp])[] = [
  ['sha256', /^[\da-f]{64}$/i],
  ['sha1', /^[\da-f]{40}$/i],
  ['md5', /^[\da-f]{32}$/i],
  ['sid', /^S-1-\d+(-\d+)+$/i],
  ['url', /^[a-z][a-z\d+.-]*:\/\//i],
  ['email', /^[^\s@\\]+@[^\s@\\]+\.[a-z]{2,}$/i],
  ['registry', /^(HKLM|HKCU|HKCR|HKU|HKEY_[A-Z_]+|\\REGISTRY)\\/i],
  ['pipe', /^\\\\\.\\pipe\\/i],
  ['filepath', /^([a-z]:[\\/]|\\\\|\\Device\\|%[\w()]+%\\)/i],
  ['username', /^[\w.-]+\\[\w.$-]+$/],
  [
    'filename',
    /^[^\\/:*?"<>|\s]+\.(exe|dll|sys|ps1|bat|cmd|vbs|js|jse|wsf|hta|lnk|scr|msi|zip|rar|7z|iso|docm?|xlsm?|pdf|tmp|dat|bin|py|jar|txt)$/i,
  ],
  ['domain', /^(?=.{4,253}$)([a-z\d_]([a-z\d_-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/i],
];

/** What a bare value most likely is; free text where nothing fits. */
export function guessType(value: string): IndicatorType {
  if (parseNetwork(value) !== null) return 'ip';
  return LOOKS.find(([, looks]) => looks.test(value))?.[0] ?? 'text';
}

/** Whether an indicator can be matched as it is written. */
export function checkIndicator(
  draft: IndicatorDraft,
): { ok: true } | { ok: false; reason: string } {
  const compiled = compileIndicator(draft);
  return compiled.ok ? { ok: true } : compiled;
}

/** One value a line, or CSV with the header `type,value[,mode[,note]]`; `#` starts a comment line. */
export function parseIndicatorList(text: string): ListedIndicator[] {
  const rows = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const first = rows.findIndex((row) => row.trim() !== '' && !row.startsWith('#'));
  const header = splitCsv(rows[first] ?? '').map((cell) => cell.trim().toLowerCase());
  const isCsv = header.includes('type') && header.includes('value');
  return rows.flatMap((row, index): ListedIndicator[] => {
    const trimmed = row.trim();
    if (trimmed === '' || trimmed.startsWith('#') || (isCsv && index === first)) return [];
    return [isCsv ? csvRow(trimmed, header, index + 1) : plainRow(trimmed, index + 1)];
  });
}

function plainRow(text: string, line: number): ListedIndicator {
  const value = refang(text.replace(/^["']|["'],?$|,$/g, '').trim());
  return checked({ type: guessType(value), value, mode: 'literal', note: '' }, line, text);
}

function csvRow(row: string, header: readonly string[], line: number): ListedIndicator {
  const cells = splitCsv(row);
  const cell = (name: string): string => cells[header.indexOf(name)]?.trim() ?? '';
  const value = refang(cell('value'));
  const named = cell('type').toLowerCase();
  const type = named === '' ? guessType(value) : INDICATOR_TYPES.find((known) => known === named);
  if (type === undefined) return { ok: false, line, text: row, reason: `unknown type ${named}` };
  const asked = cell('mode').toLowerCase() || (type === 'regex' ? 'regex' : 'literal');
  const mode = MATCH_MODES.find((known) => known === asked);
  if (mode === undefined) return { ok: false, line, text: row, reason: `unknown mode ${asked}` };
  return checked({ type, value, mode, note: cell('note') }, line, row);
}

function checked(draft: IndicatorDraft, line: number, text: string): ListedIndicator {
  const answer = checkIndicator(draft);
  return answer.ok ? { ok: true, line, draft } : { ok: false, line, text, reason: answer.reason };
}

/** Cells of one CSV line (RFC 4180 quotes; a quoted cell does not span lines here). */
function splitCsv(row: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < row.length; at++) {
    const character = row[at] ?? '';
    if (quoted) {
      if (character === '"' && row[at + 1] === '"') {
        cell += '"';
        at++;
      } else if (character === '"') quoted = false;
      else cell += character;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === ',') {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  cells.push(cell);
  return cells;
}
