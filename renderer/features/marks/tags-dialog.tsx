import { type ReactNode, useState } from 'react';
import { Pencil, Trash2 } from 'lucide-react';
import type { TagUse } from '@shared/model/event-mark';
import { formatCount, plural } from '../../lib/format';
import { Dialog } from '../../parts/dialog';
import { FormDialog } from '../../parts/form-dialog';
import { type AllFound, copiesNote, useFoundWords } from './copies-marked';
import { type MarkedEvent, useMarks } from './marks-store';
import { NEW_TAG, TagForm } from './tag-form';
import { TagMark } from './tag-mark';
import type { TagStates } from './tag-states';

/** What is tagged: chosen events with the tags they have, or everything a search finds. */
export type TagTarget =
  | {
      readonly kind: 'events';
      readonly events: MarkedEvent[];
      readonly tags: TagStates;
      /** Copies of them that are not listed: they stay as they are. */
      readonly copies: number;
    }
  | AllFound;

/** Puts tags on events and takes them off; tags are made, renamed and removed here, too. */
export function TagsDialog({
  target,
  onClose,
}: {
  target: TagTarget;
  onClose: () => void;
}): ReactNode {
  return target.kind === 'events' ? (
    <EventTags target={target} onClose={onClose} />
  ) : (
    <FoundTags target={target} onClose={onClose} />
  );
}

interface DialogOf<Kind extends TagTarget['kind']> {
  readonly target: Extract<TagTarget, { kind: Kind }>;
  readonly onClose: () => void;
}

/** Each tick acts at once, and so does a tag that is made here. */
function EventTags({ target: { events, tags, copies }, onClose }: DialogOf<'events'>): ReactNode {
  const [states, setStates] = useState(tags);
  const put = async (tag: number, isOn: boolean): Promise<void> => {
    if (!(await useMarks.getState().tag(events, tag, isOn))) return;
    setStates((before) => new Map(before).set(tag, isOn));
  };
  const stateOf = (tag: number): boolean | null => {
    const state = states.get(tag);
    return state === undefined ? false : state;
  };
  const note = copiesNote(copies);
  return (
    <Dialog title={`Tags of ${plural(events.length, 'event')}`} onClose={onClose}>
      <TagList
        stateOf={stateOf}
        onTick={(tag) => void put(tag, stateOf(tag) !== true)}
        onMade={(tag) => void put(tag, true)}
      />
      {[...states.values()].includes(null) && (
        <p className="dim">Only some of them have the tags with a dash. A click puts one on all.</p>
      )}
      {note !== null && <p className="dim">{note}</p>}
    </Dialog>
  );
}

/** Nothing is put on so many events before it is confirmed. Some of them may have a tag: until it is ticked, it stays as it is. */
function FoundTags({ target, onClose }: DialogOf<'found'>): ReactNode {
  const words = useFoundWords(target);
  const tags = useMarks((store) => store.tags);
  const [asked, setAsked] = useState<ReadonlyMap<number, boolean>>(new Map());
  const set = (tag: number, isOn: boolean | null): void =>
    setAsked((before) => {
      const after = new Map(before);
      if (isOn === null) after.delete(tag);
      else after.set(tag, isOn);
      return after;
    });
  const puts = tags.flatMap(({ id }) => {
    const isOn = asked.get(id);
    return isOn === undefined ? [] : [{ tag: id, isOn }];
  });
  const putAll = async (): Promise<void> => {
    if (await useMarks.getState().tagFound(target.search, puts)) onClose();
  };
  return (
    <FormDialog
      title={`Tag all found: ${words}`}
      submit="OK"
      valid={puts.length > 0}
      onClose={onClose}
      onSubmit={() => void putAll()}
    >
      <TagList
        stateOf={(tag) => asked.get(tag) ?? null}
        onTick={(tag) => set(tag, AFTER_TICK.get(asked.get(tag)) ?? null)}
        onMade={(tag) => set(tag, true)}
      />
      {tags.length > 0 && (
        <p className="dim">
          Ticked tags are put on all of them, tags without a tick are taken off. A dash leaves a tag
          as it is.
        </p>
      )}
    </FormDialog>
  );
}

/** From as it is to put on, to taken off. */
const AFTER_TICK: ReadonlyMap<boolean | undefined, boolean> = new Map([
  [undefined, true],
  [true, false],
]);

interface TagListProps {
  /** Null where it is left as it is. */
  readonly stateOf: (tag: number) => boolean | null;
  readonly onTick: (tag: number) => void;
  readonly onMade: (tag: number) => void;
}

function TagList({ stateOf, onTick, onMade }: TagListProps): ReactNode {
  const tags = useMarks((store) => store.tags);
  const [draft, setDraft] = useState(NEW_TAG);
  return (
    <>
      {tags.length === 0 && <p className="dim">No tags yet. Make the first one below.</p>}
      <ul className="tag-list">
        {tags.map((tag) => (
          <TagLine
            key={tag.id}
            tag={tag}
            isOn={stateOf(tag.id)}
            onTick={() => onTick(tag.id)}
            onEdit={() => setDraft({ id: tag.id, name: tag.name, colour: tag.colour })}
          />
        ))}
      </ul>
      <TagForm
        key={`${draft.id}`}
        draft={draft}
        onDone={(tag) => {
          if (draft.id === null && tag !== undefined) onMade(tag.id);
          setDraft({ ...NEW_TAG });
        }}
      />
    </>
  );
}

interface TagLineProps {
  readonly tag: TagUse;
  readonly isOn: boolean | null;
  readonly onTick: () => void;
  readonly onEdit: () => void;
}

function TagLine({ tag, isOn, onTick, onEdit }: TagLineProps): ReactNode {
  const remove = (): void => void useMarks.getState().removeTag(tag.id);
  const [isAsked, setAsked] = useState(false);
  return (
    <li>
      <label>
        <input
          ref={(box) => {
            if (box !== null) box.indeterminate = isOn === null;
          }}
          type="checkbox"
          checked={isOn === true}
          onChange={onTick}
        />
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
