/**
 * How long one record of NDJSON may be. Longer ones are a counted flaw, so that one endless line cannot take the
 * memory; the examiner may raise it for logs that have such records.
 */
import { z } from 'zod';

const BYTES_PER_MIB = 1 << 20;

/**
 * In MiB. The largest is what a worker holds with all that is made of the record: one of 120 MiB took from 723 MB
 * (one text) to 2.6 GB (sixty million numbers).
 */
export const LINE_LIMIT_MIB = { smallest: 1, usual: 32, largest: 128 } as const;

export const LINE_LIMIT = z.number().int().min(LINE_LIMIT_MIB.smallest).max(LINE_LIMIT_MIB.largest);

export const bytesOfMib = (mib: number): number => mib * BYTES_PER_MIB;
export const mibOfBytes = (bytes: number): number => bytes / BYTES_PER_MIB;
