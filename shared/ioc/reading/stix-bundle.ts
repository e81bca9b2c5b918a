/**
 * STIX 2.1 bundles: indicators with STIX patterns. Everything else of a bundle is told as not imported, kinds of
 * objects with their number. References are followed one step, so that none can lead in a circle.
 */
import { z } from 'zod';
import { errorText } from '@shared/model/errors';
import type { IndicatorFacts, Tlp } from '@shared/model/indicator';
import { confidenceOf, severityOf, timeOf, tlpOf } from './facts';
import type { ReadingBook } from './reading-book';
import { readPattern } from './stix-pattern';
import { PatternFault } from './stix-tokens';
import { patternValues } from './stix-values';

export const STIX_BUNDLE = z.object({ type: z.literal('bundle'), objects: z.array(z.unknown()) });

const text = z.string().catch('');
const texts = z.array(z.string()).catch([]);
const OBJECT = z.object({ type: z.string(), id: text });
const INDICATOR = z.object({
  id: text,
  ...{ name: text, description: text, pattern: text, valid_until: text, created_by_ref: text },
  pattern_type: z.string().catch('stix'),
  confidence: z.number().nullable().catch(null),
  revoked: z.boolean().catch(false),
  object_marking_refs: texts,
  labels: texts,
});
type StixIndicator = z.infer<typeof INDICATOR>;
const IDENTITY = z.object({ id: z.string(), name: z.string() });
const MARKING = z.object({
  id: z.string(),
  name: text,
  definition: z.object({ tlp: text }).catch({ tlp: '' }),
  extensions: z.record(z.string(), z.object({ tlp_2_0: text }).catch({ tlp_2_0: '' })).catch({}),
});

/** Marking definitions of TLP that bundles refer to without carrying them (STIX 2.1, 7.2.1.4; TLP 2.0 extension). */
const KNOWN_MARKINGS: readonly (readonly [string, Tlp])[] = [
  ['613f2e26-407d-48c7-9eca-b8e91df99dc9', 'clear'],
  ['34098fce-860f-48ae-8e50-ebd3cc5e41da', 'green'],
  ['f88d31f6-486f-44da-b317-01333bde0b82', 'amber'],
  ['5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'red'],
  ['94868c89-83c2-464b-929b-a1a8aa3c8487', 'clear'],
  ['bab4a63c-aed9-4cf5-a766-dfca5abac2bb', 'green'],
  ['55d920b0-5e8b-4f79-9ee9-91f868d9b421', 'amber'],
  ['939a9414-2ddd-4d32-a0cd-375ea402b003', 'amber+strict'],
  ['e828b379-4e03-4974-9ac4-e53a884c97c1', 'red'],
];
export const STIX_MARKING_OF: ReadonlyMap<Tlp, string> = new Map(
  KNOWN_MARKINGS.slice(4).map(([id, tlp]) => [tlp, `marking-definition--${id}`]),
);

/** What indicators of a bundle refer to. */
interface Referred {
  readonly identities: ReadonlyMap<string, string>;
  readonly markings: ReadonlyMap<string, Tlp>;
}

/** @param objects of a `STIX_BUNDLE`, unread */
export function readStix(objects: readonly unknown[], book: ReadingBook): void {
  const referred = referredIn(objects);
  const others = new Map<string, number>();
  objects.forEach((object, at) => {
    const head = OBJECT.safeParse(object);
    if (!head.success) return book.refuse(`object ${at + 1}`, '', 'it is no STIX object');
    const { type, id } = head.data;
    if (type !== 'indicator') others.set(type, (others.get(type) ?? 0) + 1);
    else takeIndicator(INDICATOR.parse(object), id || `object ${at + 1}`, referred, book);
  });
  for (const [type, count] of others)
    book.refuse(`${count} × ${type}`.slice(0, 100), '', 'objects of this kind are no indicators');
}

function referredIn(objects: readonly unknown[]): Referred {
  const identities = new Map<string, string>();
  const markings = new Map(KNOWN_MARKINGS.map(([id, tlp]) => [`marking-definition--${id}`, tlp]));
  for (const object of objects) {
    const head = OBJECT.safeParse(object);
    const identity = head.data?.type === 'identity' ? IDENTITY.safeParse(object) : null;
    if (identity?.success === true) identities.set(identity.data.id, identity.data.name);
    const marking = head.data?.type === 'marking-definition' ? MARKING.safeParse(object) : null;
    const tlp = marking?.success === true ? markedTlp(marking.data) : null;
    if (marking?.success === true && tlp !== null) markings.set(marking.data.id, tlp);
  }
  return { identities, markings };
}

function markedTlp({ name, definition, extensions }: z.infer<typeof MARKING>): Tlp | null {
  const extended = Object.values(extensions).map(({ tlp_2_0: tlp }) => tlp);
  return [definition.tlp, ...extended, name].map(tlpOf).find((tlp) => tlp !== null) ?? null;
}

function takeIndicator(
  indicator: StixIndicator,
  place: string,
  referred: Referred,
  book: ReadingBook,
): void {
  const { pattern, pattern_type: language, revoked } = indicator;
  if (language !== 'stix')
    return book.refuse(place, pattern, `its pattern is written in ${language.slice(0, 40)}`);
  const findings = findingsOf(pattern);
  if (typeof findings === 'string') return book.refuse(place, pattern, findings);
  const values = findings.flatMap((finding) => (finding.ok ? [finding.value] : []));
  const facts = factsOf(indicator, referred, values);
  const isRevoked = revoked ? ['its author revoked it: it comes in switched off'] : [];
  for (const finding of findings) {
    if (!finding.ok) book.refuse(place, finding.text, finding.reason);
    else {
      const { ok: _, remarks, ...found } = finding;
      const active = !revoked;
      book.take({ ...found, place, facts, active, remarks: [...remarks, ...isRevoked] });
    }
  }
}

/** The reason where the pattern cannot be read. */
function findingsOf(pattern: string): ReturnType<typeof patternValues> | string {
  try {
    return patternValues(readPattern(pattern));
  } catch (error) {
    if (error instanceof PatternFault) return `its pattern is not understood: ${errorText(error)}`;
    throw error;
  }
}

/** Labels of ours say how severe it is; STIX has no word for it. */
const SEVERITY_LABEL = 'severity:';

/** @param values of the pattern: a name that only repeats one says nothing more */
function factsOf(
  { name, description, confidence, ...indicator }: StixIndicator,
  { identities, markings }: Referred,
  values: readonly string[],
): IndicatorFacts {
  const tlps = indicator.object_marking_refs.flatMap((ref) => markings.get(ref) ?? []);
  const severity = indicator.labels.find((label) => label.startsWith(SEVERITY_LABEL));
  return {
    note: [values.includes(name) ? '' : name, description].filter((part) => part !== '').join(': '),
    source: identities.get(indicator.created_by_ref) ?? '',
    confidence: confidence === null ? null : confidenceOf(String(confidence)),
    tlp: tlps.at(-1) ?? null,
    validUntil: timeOf(indicator.valid_until),
    severity: severityOf(severity?.slice(SEVERITY_LABEL.length) ?? ''),
  };
}
