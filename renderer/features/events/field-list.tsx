import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { EllipsisVertical } from 'lucide-react';
import { type CodedEvent, codeText } from '@shared/codes/code-text';
import type { EventDetail } from '@shared/contract/event-views';
import { escapeHidden } from '../../lib/hidden-characters';
import { Evidence } from '../../parts/evidence';
import { Menu, type MenuPlace } from '../../parts/menu';
import { StepByStep } from '../../parts/step-by-step';
import { firstValueOf } from './event-values';
import { fieldMarks } from './field-marks';
import { takeIndicatorKey, valueMenu } from './value-menu';

/** Far above what logs have; a made record can have a million. */
const FIELDS_AT_ONCE = 400;
const VALUES_AT_ONCE = 100;

interface Chosen {
  readonly field: string;
  readonly value: string;
  readonly place: MenuPlace;
}

const codedEventOf = (detail: EventDetail): CodedEvent => ({
  provider: firstValueOf(detail, 'Provider_Name'),
  channel: firstValueOf(detail, 'Channel'),
  eventId: firstValueOf(detail, 'EventID'),
  objectType: firstValueOf(detail, 'ObjectType'),
});

interface ValueProps {
  readonly detail: EventDetail;
  readonly coded: CodedEvent;
  readonly field: string;
  readonly value: string | null;
  readonly onMenu: (chosen: Chosen) => void;
}

function Value({ detail, coded, field, value, onMenu }: ValueProps): ReactNode {
  const marks = useMemo(
    () => (value === null ? [] : fieldMarks(detail, field, value)),
    [detail, field, value],
  );
  if (value === null) return <span className="dim">–</span>;
  if (value === '') return <span className="dim">empty</span>;
  const meaning = codeText(coded, field, value);
  return (
    <div
      className="value-row"
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ field, value, place: { x: event.clientX, y: event.clientY } });
      }}
    >
      <div className="value">
        <Evidence text={value} block marks={marks} />
        {meaning !== null && <div className="meaning">{meaning}</div>}
      </div>
      <button
        type="button"
        className="icon"
        aria-haspopup="menu"
        aria-label={`Actions for ${escapeHidden(field)}`}
        aria-keyshortcuts="I"
        onKeyDown={(event) => {
          if (takeIndicatorKey(event, { field, value })) event.preventDefault();
        }}
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onMenu({ field, value, place: { x: box.left, y: box.bottom } });
        }}
      >
        <EllipsisVertical size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

/** Every field of the event with its values, matched parts marked. */
export function FieldList({ detail }: { detail: EventDetail }): ReactNode {
  const [menu, setMenu] = useState<Chosen | null>(null);
  const close = useCallback(() => setMenu(null), []);
  const coded = useMemo(() => codedEventOf(detail), [detail]);
  return (
    <>
      <dl className="facts">
        <StepByStep
          entries={detail.fields}
          step={FIELDS_AT_ONCE}
          what="fields"
          render={({ name, value }, at) => (
            <div key={at} className="fact">
              <dt>
                <Evidence text={name} block />
              </dt>
              <dd>
                <StepByStep
                  entries={value === null || typeof value === 'string' ? [value] : value}
                  step={VALUES_AT_ONCE}
                  what="values"
                  render={(one, index) => (
                    <Value
                      key={index}
                      detail={detail}
                      coded={coded}
                      field={name}
                      value={one}
                      onMenu={setMenu}
                    />
                  )}
                />
              </dd>
            </div>
          )}
        />
      </dl>
      {menu !== null && (
        <Menu
          label={`Value of ${escapeHidden(menu.field)}`}
          place={menu.place}
          entries={valueMenu(menu.field, [menu.value])}
          onClose={close}
        />
      )}
    </>
  );
}
