/** What a source of NDJSON calls what (domain.md, "Recognising NDJSON"): data, so that an examiner can make one. */

import type { LogSourceTable } from './log-source-table';

/** A field put together from several, each with a text before it. */
export interface Composed {
  readonly between: string;
  /** Between the values of a part that has several; without it the first is taken. */
  readonly within?: string;
  readonly parts: readonly (readonly [path: string, before: string])[];
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

export interface SourceShape {
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
  /** Path to the name, or names, that rules and searches know. */
  readonly names: Readonly<Record<string, string | readonly string[]>>;
  readonly composed: Readonly<Record<string, Composed>>;
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
  composed: {},
  logSources: [],
  eventUnder: null,
  eventSections: null,
  embedded: [],
  ...given,
  core: { ...CORE, ...core },
});
