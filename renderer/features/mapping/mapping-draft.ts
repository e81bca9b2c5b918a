/** A mapping as it is filled in: paths as text, renames as rows. */
import type { SourceChoice, SourceMapping } from '@shared/model/source-choice';

export const PATH_FIELDS = ['time', 'computer', 'eventId', 'channel', 'provider'] as const;
export type PathField = (typeof PATH_FIELDS)[number];

export const PATH_LABELS: Readonly<Record<PathField, string>> = {
  time: 'Time',
  computer: 'Computer',
  eventId: 'Event id',
  channel: 'Channel',
  provider: 'Provider',
};

export interface RenameDraft {
  /** Of the row, so that it keeps its place while others go. */
  readonly key: number;
  readonly from: string;
  readonly to: string;
}

export type MappingDraft = Readonly<Record<PathField, string>> & {
  readonly name: string;
  /** Empty: none. */
  readonly logSource: string;
  readonly renames: readonly RenameDraft[];
};

export const NEW_DRAFT: MappingDraft = {
  name: '',
  time: '',
  computer: '',
  eventId: '',
  channel: '',
  provider: '',
  logSource: '',
  renames: [],
};

/** `a, b` as two paths. */
const pathsOf = (text: string): string[] =>
  text
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');

export function mappingOf(draft: MappingDraft): SourceMapping {
  return {
    name: draft.name.trim() === '' ? 'own mapping' : draft.name.trim(),
    time: pathsOf(draft.time),
    computer: pathsOf(draft.computer),
    eventId: pathsOf(draft.eventId),
    channel: pathsOf(draft.channel),
    provider: pathsOf(draft.provider),
    logSource: draft.logSource === '' ? null : draft.logSource,
    renames: draft.renames
      .map(({ from, to }) => ({ from: from.trim(), to: to.trim() }))
      .filter(({ from, to }) => from !== '' && to !== ''),
  };
}

export function draftOf(mapping: SourceMapping): MappingDraft {
  return {
    name: mapping.name,
    time: mapping.time.join(', '),
    computer: mapping.computer.join(', '),
    eventId: mapping.eventId.join(', '),
    channel: mapping.channel.join(', '),
    provider: mapping.provider.join(', '),
    logSource: mapping.logSource ?? '',
    renames: mapping.renames.map((rename, key) => ({ ...rename, key })),
  };
}

export const withRename = (draft: MappingDraft): MappingDraft => {
  const key = Math.max(-1, ...draft.renames.map((rename) => rename.key)) + 1;
  return { ...draft, renames: [...draft.renames, { key, from: '', to: '' }] };
};

/** What is picked in the list of sources. */
export type Picked =
  | { readonly type: 'auto' }
  | { readonly type: 'known'; readonly id: string }
  | { readonly type: 'own' };

export const choiceOf = (picked: Picked, draft: MappingDraft): SourceChoice =>
  picked.type === 'own' ? { type: 'mapping', mapping: mappingOf(draft) } : picked;

export const pickedOf = (choice: SourceChoice): Picked =>
  choice.type === 'mapping' ? { type: 'own' } : choice;
