/** What a source of NDJSON calls what (domain.md, "Recognising NDJSON"): data, so that an examiner can make one. */

import type { LogSourceTable } from './log-source-table';

/** A field put together from the parts that are there and not empty, each with a text before it. */
export interface Joined {
  readonly type: 'joined';
  readonly between: string;
  /** Between the values of a part that has several; without it the first is taken. */
  readonly within?: string;
  readonly parts: readonly (readonly [path: string, before: string])[];
}

/** A field that no path holds as it is, and what it is made of. */
export type Made =
  | Joined
  | { readonly type: 'constant'; readonly text: string }
  /** A path of which only the name of the file is known; `system` is a path to the name of its system. */
  | { readonly type: 'bareFile'; readonly name: string; readonly system: string }
  /** A path: a folder, which may end with the file already, and the name of the file. */
  | { readonly type: 'file'; readonly folder: string; readonly name: string }
  /** The text at a path in other words; null where it has none of them. */
  | { readonly type: 'translated'; readonly path: string; readonly words: Words }
  /** Of an object, or of a JSON text, the first of the keys; the text `without` is cut off its front. */
  | {
      readonly type: 'inside';
      readonly path: string;
      readonly keys: readonly string[];
      readonly without: string;
    }
  /** Data of a registry value, as its type has it written. */
  | { readonly type: 'registryData'; readonly path: string; readonly kind: string }
  /** All values that are there, as one tuple. */
  | { readonly type: 'listed'; readonly of: readonly ListedPart[] }
  /** The keys of the record that are written in capitals and hold others, but these. */
  | { readonly type: 'sections'; readonly but: readonly string[] };

export type Words = Readonly<Record<string, string>>;

/** A path, or the element of a list there; the text `without` is cut off its front. */
export interface ListedPart {
  readonly path: string;
  readonly element?: number;
  readonly without?: string;
}

/** Names of fields, by path or by what they are made of; of several the first that is not empty. */
export interface FieldNaming {
  /** Path to the name, or names, that rules and searches know. */
  readonly names: Readonly<Record<string, string | readonly string[]>>;
  readonly made: Readonly<Record<string, Made | readonly Made[]>>;
}

/** What records of one kind call their fields, which means more than what all of their source do. */
export interface RecordKind extends FieldNaming {
  /** Texts that tell the kind, in lower case; none: every other. */
  readonly told: readonly string[];
}

/** Kinds of records, told by the text at a path. What they name comes before `fieldsUnder`. */
export interface RecordKinds {
  readonly by: string;
  readonly of: readonly RecordKind[];
}

/** A path a record of the source has; with `includes`, its text holds that. */
export type Marker = string | { readonly path: string; readonly includes: string };

/** Names every engine knows, with the paths they may come from, the best first. */
export interface CorePaths {
  readonly Provider_Name: readonly string[];
  readonly EventID: readonly string[];
  readonly Channel: readonly string[];
  readonly Computer: readonly string[];
  readonly EventRecordID: readonly string[];
}

export interface SourceShape extends FieldNaming {
  /** Kept with a file whose source the examiner chose; never changed once released. */
  readonly id: string;
  readonly label: string;
  /** Two of them make a record one of this source. */
  readonly markers: readonly Marker[];
  /** Key of an envelope around the record (`_source`, `result`); paths start below it. */
  readonly root: string;
  readonly time: readonly string[];
  readonly core: CorePaths;
  /** Where the fields of the event itself lie, under their own names. */
  readonly fieldsUnder: readonly string[];
  /** Null where all records call their fields the same. */
  readonly kinds: RecordKinds | null;
  /** Tell the field `LogSource` of events without a channel, each table on its own. */
  readonly logSources: readonly LogSourceTable[];
  /** Where an event written as Windows writes it lies; its parts are then named as in EVTX. */
  readonly eventUnder: string | null;
  /** The sections of that event, where other things stand beside them; null: all. */
  readonly eventSections: readonly string[] | null;
  /** Paths whose text is a JSON record of its own. */
  readonly embedded: readonly string[];
}

const TIMES = [
  ...['timestamp', '@timestamp', 'time', 'datetime', 'date', 'event_time', 'EventTime', 'ts'],
];
const CORE: CorePaths = {
  Provider_Name: ['Provider_Name', 'provider', 'SourceName', 'event.provider'],
  EventID: ['event_id', 'EventID', 'EventId'],
  Channel: ['Channel', 'channel', 'log_name'],
  Computer: [
    ...['host.hostname', 'host.name', 'hostname', 'computer', 'Computer', 'ComputerName'],
    ...['Hostname', 'DeviceName'],
  ],
  EventRecordID: ['EventRecordID', 'RecordNumber'],
};

/** A shape with the usual names wherever the given one says nothing. */
export const sourceShape = ({
  core,
  ...given
}: Partial<Omit<SourceShape, 'core'>> & {
  id: string;
  label: string;
  core?: Partial<CorePaths>;
}): SourceShape => ({
  markers: [],
  root: '',
  time: TIMES,
  fieldsUnder: [],
  names: {},
  made: {},
  kinds: null,
  logSources: [],
  eventUnder: null,
  eventSections: null,
  embedded: [],
  ...given,
  core: { ...CORE, ...core },
});
