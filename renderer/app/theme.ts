import { useEffect } from 'react';
import { useApp } from './app-store';

const DARK = '(prefers-color-scheme: dark)';

/** Sets `data-theme` on the document: the examiner's choice, or what the system has now. */
export function useTheme(): void {
  const choice = useApp((store) => store.state?.settings.theme ?? 'system');
  useEffect(() => {
    const system = window.matchMedia(DARK);
    const set = (): void => {
      const theme = choice === 'system' ? (system.matches ? 'dark' : 'light') : choice;
      document.documentElement.dataset['theme'] = theme;
    };
    set();
    system.addEventListener('change', set);
    return () => system.removeEventListener('change', set);
  }, [choice]);
}
