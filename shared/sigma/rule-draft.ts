/** Looks a rule over while it is being written: what keeps it from running, and what its author may have missed. */
import { LEVELS } from '@shared/model/level';
import { isUuid } from '@shared/model/rule-key';
import type { Advice, DraftLibrary } from './draft-library';
import type { Placeholders } from './item-value';
import { parseDocuments } from './rule-document';
import type { RuleOutcome } from './rule-outcomes';
import { compileRuleSet } from './rule-set';
import { isMap, readYaml, text, type YamlMap } from './rule-yaml';

export interface DraftProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** 1-based; where it could be told, otherwise the first. */
  readonly line: number;
}

export interface CheckedDraft {
  readonly outcomes: readonly RuleOutcome[];
  /** By line. */
  readonly problems: readonly DraftProblem[];
}

/** @param library the rules beside the draft's own file */
export function checkDraft(
  yaml: string,
  placeholders: Placeholders,
  library: DraftLibrary,
): CheckedDraft {
  const standIns = library.standIns(yaml);
  const draft = { path: 'draft.yml', text: yaml, hash: '' };
  const compiled = compileRuleSet([...standIns, draft], placeholders);
  // A stand-in is one document, and outcomes are in the order of documents.
  const outcomes = compiled.outcomes.slice(standIns.length);
  const lines = yaml.split(/\r?\n/);
  const refused = outcomes
    .filter(({ state }) => state !== 'loaded')
    .map(({ state, reason, title }): DraftProblem => {
      const severity = state === 'invalid' ? 'error' : 'warning';
      const message = state === 'invalid' ? reason : `not run: ${reason}`;
      return { severity, message, line: lineOf(reason, lines, title) };
    });
  const advised = documentsOf(yaml).flatMap((document) => adviceOn(document, library));
  const told = outcomes.flatMap(({ title, warnings }) =>
    warnings.map((warning) => ({ title, ...warning })),
  );
  const warned = [...advised, ...library.adviceOn(parseDocuments(yaml)), ...told].map(
    ({ title, message, written = null }): DraftProblem => {
      return { severity: 'warning', message, line: lineOf(message, lines, title, written) };
    },
  );
  return { outcomes, problems: [...refused, ...warned].toSorted((a, b) => a.line - b.line) };
}

/** None where the text is no YAML: that is told already. */
function documentsOf(yaml: string): YamlMap[] {
  try {
    return readYaml(yaml).filter(isMap);
  } catch {
    return [];
  }
}

/** The specification wants these of a rule; it runs without them. */
function adviceOn(document: YamlMap, library: DraftLibrary): Advice[] {
  if ('filter' in document || 'action' in document) return [];
  const { id, level, title } = document;
  const other = library.find(text(id));
  const said: (string | null)[] = [
    id === undefined ? 'id is missing: detections and tuning of a rule hang on it' : null,
    id !== undefined && !isUuid(text(id)) ? 'id is no UUID' : null,
    other === undefined ? null : `id is already that of ${other.file}`,
    text(level) === '' ? `level is missing: one of ${LEVELS.join(', ')}` : null,
    ...unusedDetections(document).map((name) => `${name} is not used by the condition`),
  ];
  return said
    .filter((message) => message !== null)
    .map((message) => ({ title: text(title), message }));
}

function unusedDetections({ detection }: YamlMap): string[] {
  if (!isMap(detection)) return [];
  const { condition, timeframe: _, ...named } = detection;
  const words = [condition].flat().flatMap((one) => String(one).match(/[\w*-]+/g) ?? []);
  const used = words.map((word) => new RegExp(`^${word.replaceAll('*', '.*')}$`));
  return Object.keys(named).filter((name) => {
    if (words.includes('them') && !name.startsWith('_')) return false;
    return !used.some((word) => word.test(name));
  });
}

/** The line a reason speaks of: the YAML reader's own number, the text it is about, or the first key it names. */
function lineOf(
  reason: string,
  lines: readonly string[],
  title: string,
  written: string | null = null,
): number {
  const told = /^line (\d+): /.exec(reason)?.[1];
  if (told !== undefined) return Number(told);
  const [start, end] = documentRange(lines, title);
  const spelt =
    written === null ? -1 : lines.slice(start, end).findIndex((line) => line.includes(written));
  if (spelt >= 0) return start + spelt + 1;
  for (const word of reason.match(/[\w-]{2,}/g) ?? []) {
    const key = new RegExp(`^[\\s-]*['"]?${word}(?:\\|[\\w|]*)?['"]?\\s*:|\\|${word}\\b`);
    const at = lines.findIndex((line, index) => index >= start && index < end && key.test(line));
    if (at >= 0) return at + 1;
  }
  return start + 1;
}

/** The lines of the document of a title, from `---` to `---`. */
function documentRange(lines: readonly string[], title: string): [start: number, end: number] {
  const at = lines.findIndex((line) => line.startsWith('title:') && line.includes(title));
  if (title === '' || at < 0) return [0, lines.length];
  const before = lines.slice(0, at).findLastIndex((line) => line.startsWith('---'));
  const after = lines.findIndex((line, index) => index > at && line.startsWith('---'));
  return [before + 1, after < 0 ? lines.length : after];
}
