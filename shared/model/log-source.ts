/** What SIGMA calls the log source of a rule or an event: each part may be untold. */
export interface LogSource {
  readonly product: string | null;
  readonly category: string | null;
  readonly service: string | null;
}

/** The field of an event without a Windows channel that says what it is, as `logSourceText` writes it. */
export const LOG_SOURCE_FIELD = 'LogSource';

const UNTOLD = '-';

/** `linux/process_creation/-`, `aws/-/cloudtrail`. */
export const logSourceText = ({ product, category, service }: LogSource): string =>
  [product, category, service].map((part) => part ?? UNTOLD).join('/');

/** Null where the text is not one of `logSourceText`. */
export function parseLogSource(text: string): LogSource | null {
  const parts = text.split('/').map((part) => (part === UNTOLD ? null : part));
  const [product = null, category = null, service = null] = parts;
  return parts.length === 3 ? { product, category, service } : null;
}
