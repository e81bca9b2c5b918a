/** The templates one file has shown so far by their id, for records whose own definition is gone. */
import type { LentPlan, Plan } from './plan';

/** More of one id than any log has, and more ids: what a hostile file adds beyond them is not kept. */
const MOST_OF_ONE_ID = 16;
const MOST_PLANS = 8_192;

export class FileTemplates {
  readonly #plans = new Map<number, LentPlan[]>();
  #count = 0;

  note(plan: Plan): void {
    const known = this.#plans.get(plan.templateId) ?? [];
    if (known.length === MOST_OF_ONE_ID || this.#count === MOST_PLANS) return;
    if (known.some(({ id }) => id === plan.id)) return;
    const { layouts: _, ...lent } = plan;
    known.push(lent);
    this.#count++;
    this.#plans.set(plan.templateId, known);
  }

  *all(): Generator<LentPlan, void, undefined> {
    for (const plans of this.#plans.values()) yield* plans;
  }

  /** The first one met with this id that needs no more than `values` values; one with whole names if any. */
  find(templateId: number, values: number): LentPlan | undefined {
    const fitting = this.#plans.get(templateId)?.filter(({ slots }) => slots <= values);
    return fitting?.find(({ namesFit }) => namesFit) ?? fitting?.[0];
  }
}
