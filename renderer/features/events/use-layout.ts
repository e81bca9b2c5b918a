import { type EventLayout, FIRST_LAYOUT } from '@shared/model/event-layout';
import { useApp } from '../../app/app-store';

export const useLayout = (): EventLayout =>
  useApp((store) => store.state?.settings.eventLayout ?? FIRST_LAYOUT);

export const currentLayout = (): EventLayout =>
  useApp.getState().state?.settings.eventLayout ?? FIRST_LAYOUT;

/** Changes the layout, now and for the next start. */
export function changeLayout(change: (layout: EventLayout) => Partial<EventLayout>): void {
  const layout = currentLayout();
  void useApp.getState().change({ eventLayout: { ...layout, ...change(layout) } });
}

/** Adds a field's column before the summary, or takes it away. */
export function toggleColumn(column: string): void {
  changeLayout(({ columns }) => {
    if (columns.includes(column)) return { columns: columns.filter((one) => one !== column) };
    const at = columns.indexOf('summary');
    return { columns: columns.toSpliced(at < 0 ? columns.length : at, 0, column) };
  });
}

/** Puts a column before the one that stands at a place now; past the last: at the end. */
export function moveColumn(column: string, to: number): void {
  changeLayout(({ columns }) => {
    const from = columns.indexOf(column);
    if (from < 0) return {};
    return { columns: columns.toSpliced(from, 1).toSpliced(from < to ? to - 1 : to, 0, column) };
  });
}

export function toggleCounted(field: string): void {
  changeLayout(({ counted }) => ({
    counted: counted.includes(field) ? counted.filter((one) => one !== field) : [...counted, field],
  }));
}
