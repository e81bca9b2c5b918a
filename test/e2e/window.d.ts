import type { Bridge } from '@shared/contract/bridge';

declare global {
  /** What tests collect in the page. */
  interface Seen {
    states: Record<string, string[]>;
    /** `<state> <generation>/<detections run>/<hits run>` of each file, whenever either changed. */
    published: Record<string, string[]>;
    mostActive: number;
  }
  var casescope: Bridge;
  var seen: Seen;
  var __pwned: unknown;
  var violations: string[];
}
