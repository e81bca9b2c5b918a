/** What the program was started with, besides Chromium's own switches. */
export interface StartOptions {
  /** Processes the sample case (or the given paths), prints the result and quits. */
  readonly runSample: boolean;
  readonly paths: readonly string[];
}

/** `argv`: everything after the program; in a checkout the first plain word is the app folder. */
export function startOptions(argv: readonly string[], isPackaged: boolean): StartOptions {
  const words = argv.filter((word) => !word.startsWith('-'));
  return { runSample: argv.includes('--run-sample'), paths: isPackaged ? words : words.slice(1) };
}
