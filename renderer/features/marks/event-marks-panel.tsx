import { type ReactNode, useEffect, useState } from 'react';
import { X } from 'lucide-react';
import type { EventDetail } from '@shared/contract/event-views';
import { MOST_NOTE } from '@shared/model/event-mark';
import { useView } from '../../app/view-store';
import { Evidence } from '../../parts/evidence';
import { type MarkedEvent, useMarks } from './marks-store';
import { NoteDraft } from './note-draft';
import { noteName } from './open-note';
import { TagMark } from './tag-mark';
import { tagStates } from './tag-states';

/** Tags, note and sight of the open event. */
export function EventMarksPanel({ detail }: { detail: EventDetail }): ReactNode {
  const { file, offset, marks } = detail;
  const event = { file, offset };
  return (
    <section className="marks-panel" aria-label="Marks of the event">
      <div className="marks-line">
        {marks.tags.map((tag) => (
          <span key={tag.id} className="chip">
            <TagMark tag={tag} />
            <button
              type="button"
              className="icon"
              aria-label={`Take ${tag.name} off`}
              onClick={() => void useMarks.getState().tag([event], tag.id, false)}
            >
              <X size={12} aria-hidden="true" />
            </button>
          </span>
        ))}
        <button
          type="button"
          onClick={() =>
            useView.getState().ask({
              type: 'tags',
              target: { kind: 'events', events: [event], tags: tagStates([marks]), copies: 0 },
            })
          }
        >
          Tag…
        </button>
        <SightButton event={event} hidden={marks.hidden} />
      </div>
      {marks.hidden !== null && (
        <p className="dim">
          Hidden: <Evidence text={marks.hidden} block />
        </p>
      )}
      <Note key={`${file}:${offset}`} event={event} note={marks.note} name={noteName(detail)} />
    </section>
  );
}

function SightButton({ event, hidden }: { event: MarkedEvent; hidden: string | null }): ReactNode {
  if (hidden !== null)
    return (
      <button type="button" onClick={() => void useMarks.getState().hide([event], null)}>
        Show again
      </button>
    );
  return (
    <button
      type="button"
      onClick={() =>
        useView
          .getState()
          .ask({ type: 'hide', target: { kind: 'events', events: [event], copies: 0 } })
      }
    >
      Hide…
    </button>
  );
}

interface NoteProps {
  readonly event: MarkedEvent;
  readonly note: string;
  /** By which a key finds it. */
  readonly name: string;
}

function Note({ event, note, name }: NoteProps): ReactNode {
  const [text, setText] = useState(note);
  const [draft] = useState(() => new NoteDraft(event, note));
  useEffect(() => {
    const save = (): void => draft.save();
    // Main waits for this one before it closes the window.
    window.addEventListener('beforeunload', save);
    return () => {
      window.removeEventListener('beforeunload', save);
      save();
    };
  }, [draft]);
  return (
    <textarea
      data-note={name}
      aria-label="Note on the event"
      placeholder="Note…"
      maxLength={MOST_NOTE}
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        draft.write(target.value);
      }}
      onBlur={() => draft.save()}
      onKeyDown={(key) => {
        const isCommand = key.ctrlKey || key.metaKey;
        if (key.key === 'Enter' && isCommand) draft.save();
        // Letters are the note's, not keys of the row.
        if (key.key !== 'Escape' && !isCommand) key.stopPropagation();
      }}
    />
  );
}
