/** Whether `dump` says of every live record what evtx_dump says of it (issue text: GUID braces and time digits aside). */
import { spawnSync } from 'node:child_process';
import { openEvtx } from '@shared/evtx/evtx-reader';
import { TemplateStore } from '@shared/evtx/template-store';
import { Utf8Sink } from '@shared/evtx/utf8-sink';
import { openFile } from '@electron/pipeline/file-source';

const GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6})\d*Z$/;
/** A number too large for a double, as evtx_dump writes it: bare. Ours is quoted. */
const LARGE_NUMBER = /([:[,])(\d{16,20})(?=[,}\]])/g;

/** One spelling for what two right readers may spell in two ways. */
function normalised(value: unknown): unknown {
  if (typeof value === 'string') {
    const guid = GUID.exec(value)?.[1];
    return guid?.toUpperCase() ?? TIME.exec(value)?.[1] ?? value;
  }
  if (Array.isArray(value)) return value.map(normalised);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, normalised(one)]));
}

const keyOf = (json: string): string =>
  JSON.stringify(normalised(JSON.parse(json.replace(LARGE_NUMBER, '$1"$2"'))));

/** A record's JSON as `dump` writes it, without what stands beside `Event`. */
function* ownEvents(file: string, templates: TemplateStore): Generator<string> {
  const source = openFile(file);
  const sink = new Utf8Sink();
  for (const parsed of openEvtx(source, { templates }).events()) {
    if (parsed.type === 'flaw') continue;
    sink.length = 0;
    parsed.event.writeJson(sink);
    yield new TextDecoder().decode(sink.written());
  }
  source.close();
}

export interface PeerComparison {
  /** Records of the peer, and how many of them we say the same of. */
  readonly records: number;
  readonly equal: number;
  /** The first few that differ: file and the peer's words. */
  readonly different: readonly (readonly [file: string, json: string])[];
}

const MOST_SHOWN = 5;

export function comparePeer(peer: string, files: readonly string[]): PeerComparison {
  const templates = new TemplateStore();
  let [records, equal] = [0, 0];
  const different: [string, string][] = [];
  for (const file of files) {
    const own = new Map<string, number>();
    for (const json of ownEvents(file, templates)) {
      const key = keyOf(json);
      own.set(key, (own.get(key) ?? 0) + 1);
    }
    for (const json of peerEvents(peer, file)) {
      records++;
      const key = keyOf(json);
      const left = own.get(key) ?? 0;
      own.set(key, left - 1);
      if (left > 0) equal++;
      else if (different.length < MOST_SHOWN) different.push([file, json]);
    }
  }
  return { records, equal, different };
}

function peerEvents(peer: string, file: string): string[] {
  const { stdout, error } = spawnSync(peer, ['-t', '1', '-o', 'jsonl', file], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (error !== undefined) throw error;
  return stdout.split('\n').filter((line) => line !== '');
}
