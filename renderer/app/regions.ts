/** F6: from one region of the view to the next, as they stand: query, values, rows, the open event. */

const FOCUSED_FIRST = '[data-find], button:enabled, input:enabled, [tabindex="0"]';

/** @returns whether there was one to go to */
export function goToRegion(step: 1 | -1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null,
  );
  if (regions.length === 0) return false;
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const from = at < 0 && step < 0 ? 0 : at;
  const next = regions[(from + step + regions.length) % regions.length];
  const target = next?.tabIndex === 0 ? next : next?.querySelector<HTMLElement>(FOCUSED_FIRST);
  target?.focus();
  return target != null;
}

/** From the query to what it found. */
export const goToRows = (): void =>
  document.querySelector<HTMLElement>('[role=grid][data-region]')?.focus();
