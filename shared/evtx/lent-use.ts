/** What a reading did with the templates lent to it: each one used, and each id that was told differently. */
import type { Flaw } from '@shared/model/flaw';
import type { LentTemplate } from './lent-templates';

/** What one record asked of the lent templates. */
export interface Lending {
  readonly used: ReadonlySet<LentTemplate>;
  /** Ids of which the files of the case have several definitions, none of which was taken. */
  readonly disputed: ReadonlySet<number>;
}

interface Use {
  events: number;
  readonly firstOffsetBytes: number;
}

const plural = (count: number, one: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${one}s`;

export class LentUse {
  readonly #used = new Map<LentTemplate, Use>();
  readonly #disputed = new Map<number, Use>();

  note(offsetBytes: number, { used, disputed }: Lending): void {
    for (const template of used) noteUse(this.#used, template, offsetBytes);
    for (const id of disputed) noteUse(this.#disputed, id, offsetBytes);
  }

  /** One flaw for each template, at the first record that needed it. */
  *flaws(): Generator<Flaw, void, undefined> {
    for (const [{ guid, ...seen }, { events, firstOffsetBytes: offsetBytes }] of this.#used) {
      const reason = `${plural(events, 'event')} read with template ${guid} of ${lenders(seen)}`;
      yield { kind: 'template-borrowed', offsetBytes, reason, recordLost: false };
    }
    for (const [id, { events, firstOffsetBytes: offsetBytes }] of this.#disputed) {
      const told = `files of the case have different templates 0x${id.toString(16)}`;
      const reason = `${told}; none was taken for ${plural(events, 'event')}`;
      yield { kind: 'template-disputed', offsetBytes, reason, recordLost: false };
    }
  }
}

function noteUse<Key>(uses: Map<Key, Use>, key: Key, offsetBytes: number): void {
  const use = uses.get(key);
  if (use === undefined) uses.set(key, { events: 1, firstOffsetBytes: offsetBytes });
  else use.events++;
}

function lenders({ seenIn, files }: Pick<LentTemplate, 'seenIn' | 'files'>): string {
  const more = files - seenIn.length;
  return more > 0 ? `${seenIn.join(', ')} and ${plural(more, 'more file')}` : seenIn.join(', ');
}
