/** How wide the bars of a histogram are. */
import { TICKS_PER_SECOND } from '@shared/model/file-time';

const MINUTE = 60n * TICKS_PER_SECOND;
const HOUR = 60n * MINUTE;
const DAY = 24n * HOUR;
/** Parts of a second, then what clocks and calendars are divided by. */
const WIDTHS: readonly bigint[] = [
  ...[1n, 10n, 100n, 1_000n, 10_000n, 100_000n, 1_000_000n, 2_000_000n, 5_000_000n],
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((seconds) => seconds * TICKS_PER_SECOND),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((minutes) => minutes * MINUTE),
  ...[1n, 2n, 3n, 6n, 12n].map((hours) => hours * HOUR),
  ...[1n, 2n, 7n, 14n, 30n, 90n, 365n, 3_650n, 36_500n, 365_000n].map((days) => days * DAY),
];

/** The narrowest width that makes no more intervals than asked for. */
export const widthFor = (first: bigint, last: bigint, most: number): bigint =>
  WIDTHS.find((width) => last / width - first / width < BigInt(most)) ?? 3_650_000n * DAY;
