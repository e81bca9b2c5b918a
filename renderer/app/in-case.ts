/** Answers that are about one case, told from those that come when another one is open. */
import { useApp } from './app-store';
import { attempt } from './toast-store';

/** Empty without a case. */
export const openFolder = (): string => useApp.getState().state?.open?.folder ?? '';

/** @returns tells, whenever it is asked, whether the case of this call is the one that is open */
export function watchCase(): () => boolean {
  const folder = openFolder();
  return () => folder === openFolder();
}

/** Like `attempt`; what is answered when another case is open is null too. */
export async function attemptInCase<Value>(action: () => Promise<Value>): Promise<Value | null> {
  const isOpen = watchCase();
  const value = await attempt(action);
  return isOpen() ? value : null;
}
