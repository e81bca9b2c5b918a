/** The examiner's marks: the tags of the case, and how many events are out of sight. */
import { create } from 'zustand';
import type { EventSearch } from '@shared/contract/event-search';
import type { RequestInput } from '@shared/contract/requests';
import type { MarksState } from '@shared/contract/event-views';
import type { TagDraft, TagPut } from '@shared/model/event-mark';
import { attemptInCase } from '../../app/in-case';
import { ask } from '../../lib/ask';

/** An event by its file and the offset of its record. */
export type MarkedEvent = RequestInput<'marks.note'>['event'];

interface MarksStore extends MarksState {
  /** Another number whenever marks have changed. */
  readonly version: number;
  load(): Promise<void>;
  /** Each is false where main refused. */
  putTag(draft: TagDraft): Promise<boolean>;
  removeTag(id: number): Promise<boolean>;
  tag(events: MarkedEvent[], tag: number, isOn: boolean): Promise<boolean>;
  tagFound(search: EventSearch, tags: TagPut[]): Promise<boolean>;
  note(event: MarkedEvent, note: string): Promise<boolean>;
  /** Without a reason they are shown again. */
  hide(events: MarkedEvent[], reason: string | null): Promise<boolean>;
  hideFound(search: EventSearch, reason: string | null): Promise<boolean>;
  clear(): void;
}

const NOTHING: MarksState = { tags: [], hidden: 0 };

export const useMarks = create<MarksStore>()((set) => {
  const take = async (asked: () => Promise<MarksState>): Promise<boolean> => {
    const state = await attemptInCase(asked);
    if (state !== null) set(({ version }) => ({ ...state, version: version + 1 }));
    return state !== null;
  };
  return {
    ...NOTHING,
    version: 0,
    load: async () => void (await take(() => ask('marks.state', {}))),
    putTag: (draft) => take(() => ask('marks.putTag', draft)),
    removeTag: (id) => take(() => ask('marks.removeTag', { id })),
    tag: (events, tag, isOn) => take(() => ask('marks.tag', { events, tag, isOn })),
    tagFound: (search, tags) => take(() => ask('marks.tagFound', { search, tags })),
    note: (event, note) => take(() => ask('marks.note', { event, note })),
    hide: (events, reason) => take(() => ask('marks.hide', { events, reason })),
    hideFound: (search, reason) => take(() => ask('marks.hideFound', { search, reason })),
    clear: () => set(({ version }) => ({ ...NOTHING, version: version + 1 })),
  };
});
