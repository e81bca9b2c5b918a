/** A process whose state is unknown ends at once, with a code its supervisor recognises. */
const EXIT_INTERNAL_ERROR = 70;

export function exitOnUncaught(): void {
  const end = (error: unknown): void => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(EXIT_INTERNAL_ERROR);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
