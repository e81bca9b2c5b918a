/**
 * The one mapping of every index of a case (docs/formats/cluster.md). It never grows with the evidence: each
 * value stands under its field's name in the same three columns, so that a thousand kinds of event need no more
 * than the first. Written explicitly, `dynamic: strict`: a document that does not fit is an error of ours.
 */

/** Between the name of a field and a value of it; names have it and the escape escaped (`nameKey`). */
export const NAME_END = '\u0001';

/** Bytes of UTF-8 that a term or a column value of Lucene may have. */
export const MOST_TERM_BYTES = 32_766;

/** UTF-16 units that surely fit a term. */
const MOST_TERM_UNITS = Math.floor(MOST_TERM_BYTES / 4);

const keyword = { type: 'keyword' } as const;
/** One too long for a term is not looked for; `found` has it whole. */
const name = { type: 'keyword', ignore_above: MOST_TERM_UNITS } as const;
/** Looked for, never counted or sorted by. */
const sought = { type: 'keyword', doc_values: false } as const;
const stored = { type: 'object', enabled: false } as const;

/** Another one where a document of before could not be read any more; such a case is not written to. */
export const CLUSTER_FORMAT = 1;

export const CASE_MAPPING = {
  dynamic: 'strict',
  /** Tells an index of ours from one of the same name. */
  _meta: { caseScope: CLUSTER_FORMAT },
  // Made again from `fields` by whoever writes; keeping them twice doubled the index.
  _source: { excludes: ['named', 'terms', 'values', 'names'] },
  properties: {
    /** An event, or what a hunt found in one, on the shard of its event. `correlated`: what correlations read of it. */
    kind: { type: 'join', relations: { event: ['detection', 'hit', 'correlated'] } },
    /** `<sha256>.<generation>`; of a detection or hit, `<sha256>.<generation>.<run>`: what is published. */
    part: keyword,
    /** Number of the evidence file in the cluster's case: the second of the sort. */
    file: { type: 'integer' },
    /** Number of the event in its generation: the third. */
    event: { type: 'integer' },
    /** 100 ns since 1601, exact, moved into a signed long (time-terms.ts); absent without a time. The first of the sort. */
    ticks: { type: 'long' },
    /** Whole seconds since 1601: what histograms count by, exact as a double. */
    second: { type: 'long' },
    /** The time for histograms of other programs; absent before 1970 and after 2262. */
    at: { type: 'date_nanos' },
    /** Of the record in the file, in bytes: with the file's hash the stable key. */
    offset: { type: 'long' },
    recordId: { type: 'keyword', index: false, doc_values: false },
    recovery: keyword,
    /** `name NAME_END value`, folded, marks replaced (`unmarked`), for wildcards; those too long stand in `long`. */
    named: { type: 'wildcard', doc_values: true },
    /** The same of values that `terms` has as hashes, or that are too long for a column; checked against the source. */
    // In OpenSearch 3 it would have a column, which such values do not fit.
    long: { type: 'wildcard', doc_values: false },
    /** `name NAME_END value`, folded: whole values. A long one as its hash. */
    terms: sought,
    /** Names of the fields an event has, as the record has them. */
    names: keyword,
    /** `name NAME_END value` as the record has them: what is counted. A long one as its hash, null as `nullTerm`. */
    values: keyword,
    /** `{ names, values }` as the record has them. */
    fields: stored,
    /** The original record. */
    document: { type: 'keyword', index: false, doc_values: false },
    /** Of a detection: its rule, as `ruleTerm` writes it. Levels and titles are asked of the distinct ones. */
    rule: name,
    /** Of a hit: the indicator as it is written. */
    indicator: name,
    /** Of what a run found: which it is, in the order it was found. */
    nth: { type: 'integer' },
    /** A detection or a hit whole. */
    found: stored,
  },
} as const;
