import type { ReactNode } from 'react';
import { Dialog } from './dialog';
import { Evidence } from './evidence';

const MOST_NAMED = 8;

interface RemovalDialogProps {
  readonly title: string;
  /** What the button that does it is called. */
  readonly act: string;
  /** What will go; the first few are named. */
  readonly going: readonly { readonly id: number; readonly name: string }[];
  readonly onRemove: () => void;
  readonly onClose: () => void;
  /** What becomes of them. */
  readonly children: ReactNode;
}

/** Asks before something goes; the focus stands on the answer that keeps it. */
export function RemovalDialog(props: RemovalDialogProps): ReactNode {
  const { title, act, going, onRemove, onClose, children } = props;
  const remove = (): void => {
    onClose();
    onRemove();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={remove}
      actions={
        <>
          <button type="button" data-autofocus onClick={onClose}>
            Keep
          </button>
          <button type="submit" className="danger">
            {act}
          </button>
        </>
      }
    >
      <p>{children}</p>
      <ul className="names">
        {going.slice(0, MOST_NAMED).map(({ id, name }) => (
          <li key={id}>
            <Evidence text={name} />
          </li>
        ))}
        {going.length > MOST_NAMED && <li className="dim">and {going.length - MOST_NAMED} more</li>}
      </ul>
    </Dialog>
  );
}
