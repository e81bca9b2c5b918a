/** `casescope <command>`: the whole pipeline without a window (house.md, The command line). */
import { CaseScopeError, errorText } from '@shared/model/errors';
import { caseDetectionsCommand } from './detections-command';
import { dumpCommand } from './dump-command';
import { filesCommand } from './files-command';
import { caseHitsCommand } from './hits-command';
import { huntCommand } from './hunt-command';
import { note, WrongUse } from './output';
import { processCommand } from './process-command';
import { rulesCommand } from './rules-command';
import { searchCommand } from './search-command';

type Command = (words: readonly string[]) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, { readonly run: Command; readonly usage: string }>> = {
  process: {
    run: processCommand,
    usage:
      'process --case DIR [--operation full|reindex|sigma_only|ioc_only] [--workers N] [--rules PATH]… [--indicators FILE] [--placeholders FILE] [--templates case|own] [--line-limit MIB] [--json] [PATH…]',
  },
  files: { run: filesCommand, usage: 'files --case DIR [--json]' },
  search: {
    run: searchCommand,
    usage:
      'search --case DIR QUERY [--from T --to T --limit N --sort asc|desc --count --facet FIELD --histogram 1h --format jsonl|csv --json]',
  },
  detections: {
    run: caseDetectionsCommand,
    usage: 'detections --case DIR [--format jsonl|csv --json]',
  },
  hits: { run: caseHitsCommand, usage: 'hits --case DIR [--format jsonl|csv --json]' },
  dump: { run: dumpCommand, usage: 'dump FILE… [--format jsonl|xml] [--recover]' },
  hunt: {
    run: huntCommand,
    usage: 'hunt --rules PATH… [--line-limit MIB] [--format jsonl|csv --json] PATH…',
  },
  rules: {
    run: rulesCommand,
    usage:
      'rules check PATH… [--json] · rules test [--rule RULE.yml] [--placeholders FILE] CASES.yml',
  },
};

const usage = (): string =>
  ['casescope <command>', ...Object.values(COMMANDS).map((command) => `  ${command.usage}`)].join(
    '\n',
  );

/** Errors of these codes say that the command was used wrongly, not that work failed. */
const WRONG_USE_CODES: ReadonlySet<string> = new Set([
  'case-locked',
  'case-missing',
  'case-exists',
  'case-newer',
  'query-invalid',
  'rules-unreadable',
  'wrong-use',
]);

/** A text that says what and where; errors of the file system name their path. Others are our mistakes. */
const isForUser = (error: unknown): boolean =>
  error instanceof CaseScopeError || (error instanceof Error && 'syscall' in error);

const stackOf = (error: unknown): string =>
  (error instanceof Error ? error.stack : undefined) ?? errorText(error);

/** Exit code: 0 all fine, 1 something failed, 2 wrong use. */
async function main([name, ...words]: readonly string[]): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command === undefined) {
    note(usage());
    return name === 'help' || name === '--help' ? 0 : 2;
  }
  try {
    return await command.run(words);
  } catch (error) {
    if (error instanceof WrongUse) {
      note(`${error.message}\nusage: casescope ${command.usage}`);
      return 2;
    }
    note(isForUser(error) ? errorText(error) : stackOf(error));
    return error instanceof CaseScopeError && WRONG_USE_CODES.has(error.code) ? 2 : 1;
  }
}

process.exit(await main(process.argv.slice(2)));
