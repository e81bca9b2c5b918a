/** Short messages about what was just asked for. */
import { create } from 'zustand';
import { problemOf } from '../lib/ask';

export interface Toast {
  readonly id: number;
  readonly tone: 'done' | 'notice' | 'problem';
  readonly text: string;
}

interface Toasts {
  readonly toasts: readonly Toast[];
  /** @returns what it is dismissed by */
  show(tone: Toast['tone'], text: string): number;
  dismiss(id: number): void;
}

const MOST_TOASTS = 4;
let lastId = 0;

export const useToasts = create<Toasts>()((set) => ({
  toasts: [],
  show: (tone, text) => {
    const id = ++lastId;
    set(({ toasts }) => ({ toasts: [...toasts, { id, tone, text }].slice(-MOST_TOASTS) }));
    return id;
  },
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}));

export const tell = (text: string): void => void useToasts.getState().show('done', text);

/** Does something asked for by a click; what goes wrong is shown, and answered with null. */
export async function attempt<Value>(action: () => Promise<Value>): Promise<Value | null> {
  try {
    return await action();
  } catch (thrown) {
    useToasts.getState().show('problem', problemOf(thrown).message);
    return null;
  }
}
