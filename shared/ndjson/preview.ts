/** The first records of a file as a choice of source would read them. */
import { type EventFields, textOf } from '@shared/model/event';
import type { ByteSource } from '@shared/model/evidence-reader';
import type { SourceChoice } from '@shared/model/source-choice';
import { formatFileTime } from '@shared/model/time-text';
import { chooseShape } from './choose-shape';
import { Flattener } from './flattener';
import { type Cut, sampleRecords } from './ndjson-reader';
import { recognise } from './recognise';
import { GENERIC_SHAPE } from './source-shapes';

const MOST_FIELDS = 200;
const MOST_CHARACTERS = 300;
const MOST_PATHS = 2_000;

export interface Preview {
  readonly recognised: { readonly label: string; readonly confidence: number };
  readonly paths: string[];
  readonly records: {
    readonly lineNumber: number;
    readonly time: string | null;
    readonly computer: string;
    readonly eventId: string;
    readonly channel: string;
    readonly fields: [name: string, value: string][];
  }[];
}

export function previewRecords(source: ByteSource, cut: Cut, choice: SourceChoice): Preview {
  const sample = sampleRecords(source, cut);
  const records = sample.map(({ record }) => record);
  const found = recognise(records);
  const { shape } = chooseShape(choice, records);
  const paths = new Flattener({ ...GENERIC_SHAPE, root: shape.root, ...NO_NAMES });
  const chosen = new Flattener(shape);
  const allPaths = new Set<string>();
  const rows = sample.map(({ record, piece }) => {
    for (const path of paths.flatten(record, piece.text).names) allPaths.add(path);
    const flat = chosen.flatten(record, piece.text);
    return {
      lineNumber: piece.lineNumber,
      time: flat.time === null ? null : formatFileTime(flat.time),
      computer: shortText(flat, 'Computer'),
      eventId: shortText(flat, 'EventID'),
      channel: shortText(flat, 'Channel'),
      fields: fieldsOf(flat),
    };
  });
  return {
    recognised: { label: found.shape.label, confidence: found.confidence },
    paths: [...allPaths].slice(0, MOST_PATHS),
    records: rows,
  };
}

/** Leaves every path its own name. */
const NO_NAMES = {
  core: { Provider_Name: [], EventID: [], Channel: [], Computer: [], EventRecordID: [] },
};

const short = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;

const shortText = (fields: EventFields, name: string): string => short(textOf(fields, name) ?? '');

const fieldsOf = ({ names, values }: EventFields): [string, string][] =>
  names.slice(0, MOST_FIELDS).map((name, at) => {
    const value = values[at] ?? '';
    return [short(name), short(typeof value === 'string' ? value : value.join(', '))];
  });
