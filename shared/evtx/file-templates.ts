/** The templates one file has shown so far by their id, for records whose own definition is gone. */
import type { Plan } from './plan';

export class FileTemplates {
  readonly #plans = new Map<number, Plan[]>();

  note(plan: Plan): void {
    const known = this.#plans.get(plan.templateId);
    if (known === undefined) this.#plans.set(plan.templateId, [plan]);
    else if (!known.includes(plan)) known.push(plan);
  }

  /** The first one met with this id that needs no more than `values` values. */
  find(templateId: number, values: number): Plan | undefined {
    return this.#plans.get(templateId)?.find(({ slots }) => slots <= values);
  }
}
