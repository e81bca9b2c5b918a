/** Which packs of imported rules cannot be read. Reading all of SigmaHQ takes a tenth of a second: another process does it, once. */
import type { PackReference } from '@shared/contract/order';
import { stampOf } from './file-stamp';
import type { JobsClient } from './jobs-client';

interface Judged {
  readonly stamp: string;
  readonly fault: string | null;
}

export class PackFaults {
  readonly #jobs: Pick<JobsClient, 'packFaults'>;
  /** By path: what was found, and of which file. */
  readonly #judged = new Map<string, Judged>();

  constructor(jobs: Pick<JobsClient, 'packFaults'>) {
    this.#jobs = jobs;
  }

  /** By the hashes of those that cannot be read, why. */
  async of(packs: readonly PackReference[]): Promise<ReadonlyMap<string, string>> {
    await this.#judge(packs.filter((pack) => this.#isUnknown(pack)));
    const faults = packs.map((pack) => [pack.hash, this.#faultOf(pack)] as const);
    return new Map(faults.flatMap(([hash, fault]) => (fault === null ? [] : [[hash, fault]])));
  }

  #isUnknown({ path }: PackReference): boolean {
    const stamp = stampOf(path);
    return stamp !== null && this.#judged.get(path)?.stamp !== stamp;
  }

  async #judge(packs: readonly PackReference[]): Promise<void> {
    if (packs.length === 0) return;
    const stamps = packs.map(({ path }) => stampOf(path) ?? '');
    const faults = await this.#jobs.packFaults(packs);
    for (const [at, { path }] of packs.entries())
      this.#judged.set(path, { stamp: stamps[at] ?? '', fault: faults[at] ?? null });
  }

  #faultOf({ path }: PackReference): string | null {
    if (stampOf(path) === null) return 'it is gone';
    return this.#judged.get(path)?.fault ?? null;
  }
}
