/** Numbers as the window writes them. English conventions, whatever the machine's language. */
import type { FileProgress } from '@shared/contract/evidence-views';

const COUNT = new Intl.NumberFormat('en-GB');
const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** `4,812,907` */
export const formatCount = (count: number): string => COUNT.format(count);

/** `0x1F40`, as examiners look for an offset in a hex viewer. */
export const formatHex = (value: number): string => `0x${value.toString(16).toUpperCase()}`;

/** `4.81M`, `248`, `12.4k`: for the navigation, where room is short. */
export function formatShortCount(count: number): string {
  if (count < 10_000) return COUNT.format(count);
  const [value, unit] = count < 1_000_000 ? [count / 1_000, 'k'] : [count / 1_000_000, 'M'];
  return `${value < 100 ? cutDigits(value, value < 10 ? 2 : 1) : Math.floor(value)}${unit}`;
}

/** Cuts instead of rounding, so that 999,999 never reads as 1000k. */
function cutDigits(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.floor(value * scale) / scale;
}

/** A size in bytes as `1.1 GB` (binary steps, as the system's file manager shows them). */
export function formatSize(sizeBytes: number): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 1_000 && unit < SIZE_UNITS.length - 1) {
    value /= 1_024;
    unit++;
  }
  const text = unit === 0 || value >= 10 ? String(Math.round(value)) : value.toFixed(1);
  return `${text} ${SIZE_UNITS[unit] ?? 'B'}`;
}

/** `212k ev/s`-like rate of a phase; empty while it cannot be told. */
export function formatRate(progress: FileProgress): string {
  if (progress.ratePerSecond <= 0) return '';
  if (progress.unit === 'bytes') return `${formatSize(progress.ratePerSecond)}/s`;
  return `${formatShortCount(Math.round(progress.ratePerSecond))} ${progress.unit}/s`;
}

/** Time left: `under 5 s`, `about 40 s`, `about 3 min`, `about 2 h`. */
export function formatEta(seconds: number): string {
  if (seconds < 5) return 'under 5 s';
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} s`;
  if (seconds < 3_300) return `about ${Math.max(1, Math.round(seconds / 60))} min`;
  return `about ${Math.round(seconds / 3_600)} h`;
}

/** Whole percent done, 0–100; null where the total is not known yet. */
export function percentOf(progress: {
  readonly done: number;
  readonly total: number;
}): number | null {
  if (progress.total <= 0) return null;
  return Math.min(100, Math.floor((progress.done / progress.total) * 100));
}

/** `1 file`, `12 files`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
