/**
 * YAML text to rule documents (sigma.md 1.1): what each document says, checked for shape but not yet
 * compiled. A file may hold several.
 */
import { YAMLException } from 'js-yaml';
import { isLevel, type Level } from '@shared/model/level';
import type { LogSource } from '@shared/model/log-source';
import { type CorrelationFacts, parseCorrelation } from './correlation/correlation-document';
import { mergeCollections } from './rule-collection';
import { RuleError } from './rule-error';
import { referenceKey } from '@shared/model/rule-key';
import { type RuleWarning, warningsOf } from './rule-warnings';
import { isMap, readYaml, text, texts, type YamlMap } from './rule-yaml';

interface Titled {
  readonly id: string;
  readonly title: string;
}

interface Read extends Titled {
  readonly warnings: readonly RuleWarning[];
}

export interface RuleDocument extends Read {
  readonly kind: 'rule';
  readonly name: string | null;
  readonly status: string;
  readonly level: Level;
  readonly author: string;
  readonly taxonomy: string;
  readonly tags: readonly string[];
  readonly logSource: LogSource;
  /** Identifiers and their raw values, without `condition` and `timeframe`. */
  readonly detections: Readonly<Record<string, unknown>>;
  readonly conditions: readonly string[];
}

export interface FilterDocument extends Read {
  readonly kind: 'filter';
  readonly status: string;
  readonly logSource: LogSource;
  /** Ids or names as `referenceKey` has them; null for any rule. */
  readonly rules: readonly string[] | null;
  readonly detections: Readonly<Record<string, unknown>>;
  readonly condition: string;
}

export interface CorrelationDocument extends Read, CorrelationFacts {
  readonly kind: 'correlation';
}

export type SigmaDocument = RuleDocument | FilterDocument | CorrelationDocument;
export type DocumentOutcome =
  SigmaDocument | (Titled & { readonly kind: 'invalid'; readonly reason: string });

/** Every document of a file; a document that is no rule comes as `invalid` with the reason. */
export function parseDocuments(yaml: string): DocumentOutcome[] {
  let documents: unknown[];
  try {
    documents = mergeCollections(readYaml(yaml).filter((one) => one !== null));
  } catch (error) {
    return [{ kind: 'invalid', id: '', title: '', reason: yamlReason(error) }];
  }
  if (documents.length === 0)
    return [{ kind: 'invalid', id: '', title: '', reason: 'the file is empty' }];
  return documents.map(parseDocument);
}

function yamlReason(error: unknown): string {
  if (error instanceof YAMLException) {
    const line = error.mark === undefined ? '' : `line ${error.mark.line + 1}: `;
    return `${line}${error.reason}`;
  }
  if (error instanceof RuleError) return error.message;
  throw error;
}

const textOrNull = (value: unknown): string | null =>
  text(value) === '' ? null : text(value).toLowerCase();

function parseDocument(document: unknown): DocumentOutcome {
  const map = isMap(document) ? document : {};
  const titled = { id: text(map['id']), title: text(map['title']) };
  try {
    return { ...parseBody(map, titled), ...titled, warnings: warningsOf(map) };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { ...titled, kind: 'invalid', reason: error.message };
  }
}

type Body<Document> = Document extends SigmaDocument ? Omit<Document, keyof Read> : never;

function parseBody(map: YamlMap, titled: Titled): Body<SigmaDocument> {
  if ('correlation' in map) {
    if (titled.title === '') throw new RuleError('title is missing');
    return { kind: 'correlation', ...parseCorrelation(map) };
  }
  if ('filter' in map) return parseFilter(map);
  if ('detection' in map) return parseRule(map, titled);
  throw new RuleError('neither detection, correlation nor filter');
}

function parseRule(map: YamlMap, titled: Titled): Body<RuleDocument> {
  if (titled.title === '') throw new RuleError('title is missing');
  const { condition, timeframe: _, ...detections } = needMap(map, 'detection');
  const conditions = texts(condition);
  if (conditions.length === 0) throw new RuleError('detection.condition is missing');
  const level = text(map['level']).toLowerCase();
  return {
    kind: 'rule',
    name: text(map['name']) || null,
    status: text(map['status']).toLowerCase(),
    level: isLevel(level) ? level : 'informational',
    author: text(map['author']),
    taxonomy: text(map['taxonomy']) || 'sigma',
    tags: texts(map['tags']),
    logSource: logSourceOf(map),
    detections,
    conditions,
  };
}

function parseFilter(map: YamlMap): Body<FilterDocument> {
  const { rules, condition, ...detections } = needMap(map, 'filter');
  const named = texts(rules).map(referenceKey);
  if (typeof condition !== 'string') throw new RuleError('filter.condition must be one text');
  const any = named.length === 0 || (named.length === 1 && named[0] === 'any');
  return {
    kind: 'filter',
    status: text(map['status']).toLowerCase(),
    logSource: logSourceOf(map),
    rules: any ? null : named,
    ...{ detections, condition },
  };
}

function needMap(map: YamlMap, key: string): YamlMap {
  const value = map[key];
  if (!isMap(value)) throw new RuleError(`${key} is not a map`);
  return value;
}

function logSourceOf(map: YamlMap): LogSource {
  const source = needMap(map, 'logsource');
  return {
    product: textOrNull(source['product']),
    category: textOrNull(source['category']),
    service: textOrNull(source['service']),
  };
}
