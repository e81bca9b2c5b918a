/**
 * Errors with a literal code, for what is neither expected damage (a Flaw) nor a programmer's mistake:
 * a case written by a newer version, a locked case, a file that vanished. The message is for the examiner:
 * what, where, and what to do.
 */
export const ERROR_CODES = [
  'case-locked',
  'case-missing',
  'case-exists',
  'case-newer',
  'case-damaged',
  'case-folder',
  'evidence-missing',
  'evidence-changed',
  'evidence-unreadable',
  'event-gone',
  'shard-damaged',
  'hits-outdated',
  'rules-unreadable',
  'rules-unchanged',
  'templates-unreadable',
  'indicator-invalid',
  'query-invalid',
  'wrong-use',
  'contract',
  'worker-lost',
  'cluster-unreachable',
  'cluster-refused',
  'cluster-index',
  'claim-lost',
  'copy-differs',
  'cluster-settings',
  'cluster-secret',
  'cancelled',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export class CaseScopeError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CaseScopeError';
    this.code = code;
  }
}

/** The text of anything thrown, for a log or a status line. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
