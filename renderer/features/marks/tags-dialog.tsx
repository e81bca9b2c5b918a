import { type ReactNode, useState } from 'react';
import { Pencil, Trash2 } from 'lucide-react';
import type { EventSearch } from '@shared/contract/event-search';
import type { TagUse } from '@shared/model/event-mark';
import { formatCount, plural } from '../../lib/format';
import { Dialog } from '../../parts/dialog';
import { type MarkedEvent, useMarks } from './marks-store';
import { NEW_TAG, TagForm } from './tag-form';
import { TagMark } from './tag-mark';

/** What is tagged: single events with the tags they have, or everything a search finds. */
export type TagTarget =
  | { readonly kind: 'events'; readonly events: MarkedEvent[]; readonly tags: readonly number[] }
  | { readonly kind: 'found'; readonly search: EventSearch; readonly count: number };

/** Puts tags on events and takes them off; tags are made, renamed and removed here, too. */
export function TagsDialog({
  target,
  onClose,
}: {
  target: TagTarget;
  onClose: () => void;
}): ReactNode {
  const tags = useMarks((store) => store.tags);
  const [draft, setDraft] = useState(NEW_TAG);
  const [on, setOn] = useState<ReadonlySet<number>>(
    new Set(target.kind === 'events' ? target.tags : []),
  );
  const put = async (tag: number, isOn: boolean): Promise<void> => {
    const { tag: one, tagFound } = useMarks.getState();
    const done =
      target.kind === 'events'
        ? await one(target.events, tag, isOn)
        : await tagFound(target.search, tag, isOn);
    if (!done) return;
    setOn((before) => {
      const after = new Set(before);
      if (isOn) after.add(tag);
      else after.delete(tag);
      return after;
    });
  };
  const title =
    target.kind === 'events'
      ? `Tags of ${plural(target.events.length, 'event')}`
      : `Tag ${plural(target.count, 'event')} found`;
  return (
    <Dialog title={title} onClose={onClose}>
      {tags.length === 0 && <p className="dim">No tags yet. Make the first one below.</p>}
      <ul className="tag-list">
        {tags.map((tag) => (
          <TagLine
            key={tag.id}
            tag={tag}
            isOn={on.has(tag.id)}
            onPut={(isOn) => void put(tag.id, isOn)}
            onEdit={() => setDraft({ id: tag.id, name: tag.name, colour: tag.colour })}
          />
        ))}
      </ul>
      <TagForm key={`${draft.id}`} draft={draft} onDone={() => setDraft({ ...NEW_TAG })} />
    </Dialog>
  );
}

interface TagLineProps {
  readonly tag: TagUse;
  readonly isOn: boolean;
  readonly onPut: (isOn: boolean) => void;
  readonly onEdit: () => void;
}

function TagLine({ tag, isOn, onPut, onEdit }: TagLineProps): ReactNode {
  const remove = (): void => void useMarks.getState().removeTag(tag.id);
  const [isAsked, setAsked] = useState(false);
  return (
    <li>
      <label>
        <input type="checkbox" checked={isOn} onChange={() => onPut(!isOn)} />
        <TagMark tag={tag} />
        <small className="dim">{formatCount(tag.events)}</small>
      </label>
      {isAsked ? (
        <button type="button" className="danger" onClick={remove}>
          Take off {plural(tag.events, 'event')} and delete
        </button>
      ) : (
        <>
          <button type="button" className="icon" aria-label={`Change ${tag.name}`} onClick={onEdit}>
            <Pencil size={14} aria-hidden="true" />
          </button>
          <button
            type="button"
            className="icon"
            aria-label={`Delete ${tag.name}`}
            onClick={() => (tag.events > 0 ? setAsked(true) : remove())}
          >
            <Trash2 size={14} aria-hidden="true" />
          </button>
        </>
      )}
    </li>
  );
}
