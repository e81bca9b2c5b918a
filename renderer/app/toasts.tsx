import { type ReactNode, useEffect } from 'react';
import { X } from 'lucide-react';
import { type Toast, useToasts } from './toast-store';

/** Notices and problems stay until they are read. */
const DONE_SHOWN_MS = 5_000;

function ToastLine({ toast }: { toast: Toast }): ReactNode {
  const { dismiss } = useToasts.getState();
  useEffect(() => {
    if (toast.tone !== 'done') return;
    const timer = setTimeout(() => dismiss(toast.id), DONE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, dismiss]);
  return (
    <div className={`toast ${toast.tone}`} role={toast.tone === 'problem' ? 'alert' : 'status'}>
      <span>{toast.text}</span>
      <button type="button" className="icon" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

export function Toasts(): ReactNode {
  const toasts = useToasts((store) => store.toasts);
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
