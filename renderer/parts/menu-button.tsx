import { type ReactNode, useCallback, useRef, useState } from 'react';
import { Menu, type MenuEntry, type MenuPlace } from './menu';

interface MenuButtonProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly entries: readonly MenuEntry[];
  readonly className?: string;
  readonly title?: string;
}

/** A button that opens a menu under itself. */
export function MenuButton(props: MenuButtonProps): ReactNode {
  const { label, children, entries, className, title } = props;
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const button = useRef<HTMLButtonElement | null>(null);
  const close = useCallback(() => setPlace(null), []);
  const open = (): void => {
    const box = button.current?.getBoundingClientRect();
    if (box !== undefined) setPlace({ x: box.left, y: box.bottom + 4 });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={place !== null}
        aria-label={label}
        title={title}
        onClick={place === null ? open : close}
      >
        {children}
      </button>
      {place !== null && <Menu label={label} place={place} entries={entries} onClose={close} />}
    </>
  );
}
