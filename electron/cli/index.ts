/** `casescope <command>`: the whole pipeline without a window (house.md, The command line). */
import { CaseScopeError, errorText } from '@shared/model/errors';
import { note, WrongUse } from './output';

type Command = (words: readonly string[]) => number | Promise<number>;

/** Each command loads what it needs: the others would take longer to load than a small file to dump. */
const COMMANDS: Readonly<Record<string, { readonly run: Command; readonly usage: string }>> = {
  process: {
    run: async (words) => (await import('./process-command')).processCommand(words),
    usage:
      'process --case DIR [--operation full|reindex|sigma_only|ioc_only] [--workers N] [--rules PATH]… [--indicators FILE] [--placeholders FILE] [--templates case|own] [--line-limit MIB] [--json] [--opensearch URL --opensearch-case NAME …] [PATH…]',
  },
  files: {
    run: async (words) => (await import('./files-command')).filesCommand(words),
    usage: 'files --case DIR [--json]',
  },
  search: {
    run: async (words) => (await import('./search-command')).searchCommand(words),
    usage:
      'search --case DIR QUERY [--from T --to T --limit N --sort asc|desc --count --facet FIELD --histogram 1h --without-copies --without-hidden --marks --format jsonl|csv --json]; --to is exclusive; --marks adds level, rules, indicators, tags, note and hidden',
  },
  detections: {
    run: async (words) => (await import('./detections-command')).caseDetectionsCommand(words),
    usage: 'detections --case DIR [--format jsonl|csv --json]',
  },
  hits: {
    run: async (words) => (await import('./hits-command')).caseHitsCommand(words),
    usage: 'hits --case DIR [--format jsonl|csv --json]',
  },
  dump: {
    run: async (words) => (await import('./dump-command')).dumpCommand(words),
    usage: 'dump FILE… [--format jsonl|xml] [--recover]',
  },
  hunt: {
    run: async (words) => (await import('./hunt-command')).huntCommand(words),
    usage: 'hunt --rules PATH… [--line-limit MIB] [--format jsonl|csv --json] PATH…',
  },
  move: {
    run: async (words) => (await import('./move-command')).moveCommand(words),
    usage:
      'move --case DIR --to opensearch|laptop [--opensearch URL --opensearch-case NAME …] [--json]',
  },
  opensearch: {
    run: async (words) => (await import('./opensearch-command')).opensearchCommand(words),
    usage:
      'opensearch check --case DIR|--opensearch URL [--opensearch-case NAME] [--opensearch-ca FILE|--opensearch-pin SHA256] [--opensearch-user NAME|--opensearch-bearer|--opensearch-cert FILE --opensearch-key FILE|--opensearch-sigv4 REGION/es|aoss/KEYID] [--json], the secret in CASESCOPE_OPENSEARCH_SECRET',
  },
  rules: {
    run: async (words) => (await import('./rules-command')).rulesCommand(words),
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
