/** What a document says that its author may not have meant. It is used all the same. */
import { isLevel, LEVELS } from '@shared/model/level';
import { isMap, text, type YamlMap } from './rule-yaml';

export interface RuleWarning {
  readonly message: string;
  /** The text it is about, as it is written; null where the message begins with its key. */
  readonly written: string | null;
}

export const STATUSES = ['stable', 'test', 'experimental', 'deprecated', 'unsupported'];

const warning = (message: string, written: string | null = null): RuleWarning => ({
  message,
  written,
});

/** Of any document, by its own words alone. */
export function warningsOf(map: YamlMap): RuleWarning[] {
  const { detection, filter } = map;
  return [
    ...unknownWords(map),
    ...(isMap(detection) && 'timeframe' in detection
      ? [warning('timeframe is not used any more: a correlation counts events in a timespan')]
      : []),
    ...(isMap(detection) ? literalWildcards(detection) : []),
    ...(isMap(filter) ? literalWildcards(filter) : []),
  ];
}

function unknownWords({ level, status }: YamlMap): RuleWarning[] {
  const [saidLevel, saidStatus] = [text(level).toLowerCase(), text(status).toLowerCase()];
  return [
    ...(saidLevel === '' || isLevel(saidLevel)
      ? []
      : [
          warning(`level ${saidLevel} is none of ${LEVELS.join(', ')}: it counts as informational`),
        ]),
    ...(saidStatus === '' || STATUSES.includes(saidStatus)
      ? []
      : [warning(`status ${saidStatus} is none of ${STATUSES.join(', ')}`)]),
  ];
}

/** Their values are no patterns, or patterns of another language. */
const OTHER_LANGUAGES: ReadonlySet<string> = new Set(['re', 'cidr', 'fieldref', 'exists']);

/** Each value with a path before a wildcard that is none (sigma.md 1.3), once. */
function literalWildcards(detections: YamlMap): RuleWarning[] {
  const found = new Map<string, RuleWarning>();
  const look = (value: unknown, field: string): void => {
    if (typeof value === 'string') {
      const sign = escapedBehindPath(value);
      if (sign !== null) found.set(value, escaped(sign, value, field));
    } else if (Array.isArray(value)) {
      for (const one of value) look(one, field);
    } else if (isMap(value)) {
      for (const [key, inner] of Object.entries(value)) {
        const [name = '', ...modifiers] = key.split('|');
        if (!modifiers.some((modifier) => OTHER_LANGUAGES.has(modifier))) look(inner, name);
      }
    }
  };
  for (const [name, detection] of Object.entries(detections))
    if (name !== 'condition' && name !== 'rules') look(detection, '');
  return [...found.values()];
}

const escaped = (sign: string, value: string, field: string): RuleWarning =>
  warning(
    `${field === '' ? 'keyword' : field}: \\ makes the ${sign} in ${value} a plain ${sign}; ` +
      `a backslash and a wildcard behind it are written \\\\${sign}`,
    value,
  );

/** A single backslash and a wildcard. */
const ESCAPED = /(?<!\\)\\[*?]/g;
/** A part of a path: behind a backslash, a drive or a variable. */
const PATH = /(?:\\|[a-z]:|%)[^\\/*?]*$/i;
/** A hive or domain at the beginning. */
const FIRST_PART = /^[\w.$-]+$/;

/**
 * `\?l=` of a URL and `-Filter \*` mean the sign, as the specification says; `C:\Windows\*` is a path whose author
 * wanted everything below it.
 * @returns the sign; null where there is none such
 */
function escapedBehindPath(value: string): string | null {
  for (const found of value.matchAll(ESCAPED)) {
    const before = value.slice(0, found.index);
    const sign = found[0].slice(1);
    if (PATH.test(before) || (sign === '*' && FIRST_PART.test(before))) return sign;
  }
  return null;
}
