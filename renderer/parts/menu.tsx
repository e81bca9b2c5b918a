import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import './menu.css';

export type MenuEntry =
  | {
      readonly type: 'act';
      readonly label: string;
      /** Key that does the same, shown at the right. */
      readonly key?: string;
      readonly disabled?: boolean;
      readonly danger?: boolean;
      /** A choice among several: whether it is the one. */
      readonly checked?: boolean;
      readonly run: () => void;
    }
  | { readonly type: 'note'; readonly label: ReactNode }
  | { readonly type: 'line' };

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface MenuProps {
  readonly label: string;
  readonly place: MenuPlace;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function entriesOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)')];
}

function moveFocus(menu: HTMLElement, event: KeyboardEvent): boolean {
  const all = entriesOf(menu);
  const now = all.indexOf(document.activeElement as HTMLElement);
  const step = STEPS[event.key];
  if (step !== undefined) all[(now + step + all.length) % all.length]?.focus();
  else if (event.key === 'Home') all[0]?.focus();
  else if (event.key === 'End') all.at(-1)?.focus();
  else return false;
  return true;
}

/** Opens at its place, moved as little as it takes to be seen whole. */
function placeInside(menu: HTMLElement, place: MenuPlace): void {
  const box = menu.getBoundingClientRect();
  const x = Math.max(4, Math.min(place.x, window.innerWidth - box.width - 4));
  const y = Math.max(4, Math.min(place.y, window.innerHeight - box.height - 4));
  menu.style.left = `${x}px`;
  menu.style.top = `${y}px`;
}

/** A context menu; the focus goes back where it was when it closes. */
export function Menu({ label, place, entries, onClose }: MenuProps): ReactNode {
  const element = useRef<HTMLDivElement | null>(null);
  useLayoutEffect(() => {
    const menu = element.current;
    if (menu === null) return;
    const before = document.activeElement;
    placeInside(menu, place);
    entriesOf(menu)[0]?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [place]);
  useEffect(() => {
    const onPress = (event: globalThis.PointerEvent): void => {
      if (!(event.target instanceof Node) || !element.current?.contains(event.target)) onClose();
    };
    window.addEventListener('pointerdown', onPress, true);
    window.addEventListener('blur', onClose);
    window.addEventListener('resize', onClose);
    return () => {
      window.removeEventListener('pointerdown', onPress, true);
      window.removeEventListener('blur', onClose);
      window.removeEventListener('resize', onClose);
    };
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (!moveFocus(event.currentTarget, event)) return;
    event.preventDefault();
  };
  return createPortal(
    <div ref={element} className="menu" role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {entries.map((entry, at) => (
        <MenuLine key={at} entry={entry} onClose={onClose} />
      ))}
    </div>,
    document.body,
  );
}

function MenuLine({ entry, onClose }: { entry: MenuEntry; onClose: () => void }): ReactNode {
  if (entry.type === 'line') return <hr />;
  if (entry.type === 'note') return <div className="menu-note">{entry.label}</div>;
  const choice = entry.checked !== undefined;
  return (
    <button
      type="button"
      role={choice ? 'menuitemradio' : 'menuitem'}
      aria-checked={choice ? entry.checked : undefined}
      aria-keyshortcuts={entry.key}
      aria-label={entry.label}
      tabIndex={-1}
      className={entry.danger === true ? 'danger' : undefined}
      disabled={entry.disabled}
      onPointerEnter={(event) => event.currentTarget.focus()}
      onClick={() => {
        onClose();
        entry.run();
      }}
    >
      <span>
        {choice && <span aria-hidden="true">{entry.checked ? '✓ ' : '\u2003'}</span>}
        {entry.label}
      </span>
      {entry.key !== undefined && <kbd aria-hidden="true">{entry.key}</kbd>}
    </button>
  );
}
