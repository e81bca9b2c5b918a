import type { Bridge } from '@shared/contract/bridge';

declare global {
  interface Window {
    readonly casescope: Bridge;
    /** What tests collect in the page. */
    seen: { states: Record<string, string[]>; mostActive: number };
    __pwned?: unknown;
  }
}
