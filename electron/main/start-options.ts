/** What the program was started with, besides Chromium's own switches. */
import path from 'node:path';
import { z } from 'zod';

export interface StartOptions {
  /** Processes the sample case (or the given paths), prints the result and quits. */
  readonly runSample: boolean;
  /** Absolute. */
  readonly paths: readonly string[];
}

/** `argv`: everything after the program; in a checkout the first plain word is the app folder. */
export function startOptions(argv: readonly string[], isPackaged: boolean): StartOptions {
  const words = argv.filter((word) => !word.startsWith('-'));
  const paths = (isPackaged ? words : words.slice(1)).map((word) => path.resolve(word));
  return { runSample: argv.includes('--run-sample'), paths };
}

/** What a second start hands to the first: its paths, which are absolute already. */
export const HANDED_OVER = z.object({ paths: z.array(z.string().min(1)).max(100_000) });
