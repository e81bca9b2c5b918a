import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { X } from 'lucide-react';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the end, the one that acts last. */
  readonly actions?: ReactNode;
  readonly onSubmit?: () => void;
  readonly wide?: boolean;
  /** As large as the window lets it be, for a table inside. */
  readonly full?: boolean;
}

/** A modal dialog: the platform keeps the focus inside; on leaving it goes back where it was. */
export function Dialog(props: DialogProps): ReactNode {
  const { title, onClose, children, actions, onSubmit, wide = false, full = false } = props;
  const element = useRef<HTMLDialogElement | null>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog?.showModal();
    // React's autoFocus acts before showModal, which then moves the focus to the first button.
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    // The platform would start at the close button; typing should start at the first thing to fill in.
    dialog?.querySelector<HTMLElement>('.dialog-body :is(input, textarea, select)')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={full ? 'dialog full' : wide ? 'dialog wide' : 'dialog'}

      aria-modal="true"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          (onSubmit ?? onClose)();
        }}
      >
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon" aria-label="Close dialog" onClick={onClose}>
            <X size={16} aria-hidden="true" />
          </button>
        </header>
        <div className="dialog-body">{children}</div>
        {actions !== undefined && <footer className="dialog-foot">{actions}</footer>}
      </form>
    </dialog>
  );
}
