import { beforeEach, expect, test } from 'vitest';
import type { EventRow } from '@shared/contract/event-views';
import { useToasts } from '../../../renderer/app/toast-store';
import { useView } from '../../../renderer/app/view-store';
import { takeMarkKey } from '../../../renderer/features/marks/mark-keys';

const row = (event: number, offset: number | null): EventRow => ({
  ...{ file: 1, event, fileName: 'a.evtx', time: null, offset, recordId: null, recovery: 'live' },
  ...{ eventId: null, channel: null, provider: null, computer: null, summary: '' },
  ...{ columns: [], abridged: [], level: null, hits: 0, copies: 1 },
  marks: { tags: [], note: '', hidden: null },
});

const press = (key: string, ...rows: readonly EventRow[]): void => {
  const pressed = { key, ctrlKey: false, metaKey: false, altKey: false };
  takeMarkKey(pressed, { count: rows.length, take: (act) => act(rows) });
};

beforeEach(() => useView.setState({ dialog: null }));

test.each(['t', 'h'])('%s asks for the events by the offsets of their records', (key) => {
  press(key, row(3, 40), row(4, 80));
  const events = [40, 80].map((offset) => ({ file: 1, offset }));
  expect(useView.getState().dialog).toMatchObject({ target: { kind: 'events', events } });
});

test.each(['t', 'h'])('%s marks nothing where an event cannot be read, and says so', (key) => {
  press(key, row(3, 40), row(4, null));
  expect(useView.getState().dialog).toBeNull();
  const told = useToasts.getState().toasts.map(({ text }) => text);
  expect(told).toContain('Events that cannot be read cannot be marked; re-index their file.');
});
