/** What is asked of the events of a file, and what is aimed at. */
import type { EvtxEvent } from '@shared/evtx/evtx-event';
import { openEvtx } from '@shared/evtx/evtx-reader';
import type { TemplateStore } from '@shared/evtx/template-store';
import { Utf8Sink } from '@shared/evtx/utf8-sink';
import { openFile } from '@electron/pipeline/file-source';
import { NODE_CODE } from '@electron/pipeline/node-code';

const FLUSH_BYTES = 1 << 20;

/** What is asked of every event, and the ratio that is aimed at. */
export const OUTPUTS = {
  /** Every field as text, with shared names. */
  flat: { goal: 1, of: (event: EvtxEvent): number => event.values.length },
  /** evtx_dump's own JSON. */
  json: { goal: 0.9, of: writeJson },
  /** System fields and the time; the data stays undecoded. */
  system: {
    goal: 2.5,
    of: (event: EvtxEvent): number => event.system().length + (event.time === null ? 0 : 1),
  },
} as const;
export type Output = keyof typeof OUTPUTS;

const sink = new Utf8Sink(2 * FLUSH_BYTES);

function writeJson(event: EvtxEvent): number {
  event.writeJson(sink);
  if (sink.length > FLUSH_BYTES) sink.length = 0;
  return 1;
}

/** Keeps the work from being optimised away. */
export let told = 0;

export function readFile(file: string, output: Output, templates: TemplateStore): number {
  const { of } = OUTPUTS[output];
  const source = openFile(file);
  let events = 0;
  for (const parsed of openEvtx(source, { templates, native: NODE_CODE }).events()) {
    if (parsed.type === 'flaw') continue;
    told += of(parsed.event);
    events++;
  }
  source.close();
  return events;
}
