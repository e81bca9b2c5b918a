/** The shapes a record comes in: templates and none, UserData, arrays, nested streams, repeated names. */
import { type EventRecord, fieldOf } from '@shared/model/event';
import { renderJson } from '@shared/evtx/render-json';
import { renderXml } from '@shared/evtx/render-xml';
import { describe, expect, it } from 'vitest';
import {
  element,
  instanceOf,
  optionalSlot,
  plainStream,
  slot,
  type Stream,
} from '../../fixtures/evtx/binxml-nodes';
import type { Content } from '../../fixtures/evtx/event-stream';
import { nested, nullValue, text16, textArray, uint32 } from '../../fixtures/evtx/value-bytes';
import { eventWith, readAll, readOne, SOME_TIME, SYSTEM } from '../../fixtures/evtx-reading';
import { writeEvtx } from '../../fixtures/evtx-writer';

const read = (content: Content): EventRecord =>
  readOne(writeEvtx({ records: [eventWith(1, content)] })).event;

const xmlOf = (stream: Stream): string =>
  renderXml(readOne(writeEvtx({ records: [{ recordId: 1, time: SOME_TIME, stream }] })).tree);

describe('containers', () => {
  it('names EventData by its Name attributes', () => {
    const event = read({
      eventData: [
        ['User', 'alva'],
        ['Count', 3],
        ['Nothing', null],
      ],
    });
    expect(['User', 'Count', 'Nothing'].map((name) => fieldOf(event, name))).toEqual([
      'alva',
      '3',
      null,
    ]);
  });

  it('keeps both values of a repeated name, in order', () => {
    const event = read({
      eventData: [
        ['LogonGuid', 'first'],
        ['Other', 'x'],
        ['LogonGuid', 'second'],
      ],
    });
    expect(fieldOf(event, 'LogonGuid')).toEqual(['first', 'second']);
  });

  it('gives unnamed Data as a tuple', () => {
    expect(fieldOf(read({ unnamed: ['one', 'two'] }), 'Data')).toEqual(['one', 'two']);
  });

  it('repeats Data for each item of a text array, empty ones too', () => {
    expect(fieldOf(read({ unnamed: [['one', '', 'three']] }), 'Data')).toEqual([
      'one',
      '',
      'three',
    ]);
  });

  it('names UserData below its wrapper and keeps the wrapper', () => {
    const root = element(
      'Wrapper',
      { xmlns: 'urn:example', Kind: 'k' },
      element('Leaf', {}, slot(0)),
      element('Branch', {}, element('Twig', { Code: slot(1) })),
    );
    const event = read({ userData: { root, values: ['green', 15_007] } });
    expect(fieldOf(event, 'UserData_Element')).toBe('Wrapper');
    expect(fieldOf(event, 'Wrapper_Kind')).toBe('k');
    expect(fieldOf(event, 'Leaf')).toBe('green');
    expect(fieldOf(event, 'Branch.Twig_Code')).toBe('15007');
  });

  it('keeps a field apart that is named like one of System', () => {
    const event = read({ eventData: [['Channel', 'mine']] });
    expect(fieldOf(event, 'Channel')).toBe(SYSTEM.channel);
    expect(fieldOf(event, 'EventData.Channel')).toBe('mine');
  });
});

describe('streams', () => {
  it('reads records without templates', () => {
    const record = { ...eventWith(9, { eventData: [['User', 'alva']] }), plain: true };
    const { event } = readOne(writeEvtx({ records: [record] }));
    expect(fieldOf(event, 'User')).toBe('alva');
    expect(fieldOf(event, 'EventRecordID')).toBe('9');
    expect(event.time).toBe(SOME_TIME);
  });

  it('joins texts, entities and character references of one element', () => {
    const root = element(
      'Event',
      {},
      element('A', {}, 'x ', { kind: 'entity', name: 'lt' }, ' y', {
        kind: 'character',
        unit: 0x21,
      }),
      element('B', {}, { kind: 'cdata', text: 'raw <b>' }),
    );
    expect(xmlOf(plainStream(root))).toBe('<Event><A>x &lt; y!</A><B>raw &lt;b&gt;</B></Event>');
  });

  it('reads a processing instruction and a stream that stands in the text', () => {
    const inner = nested(plainStream(element('Inner', {}, 'deep')));
    const root = element(
      'Event',
      {},
      { kind: 'instruction', target: 'note', text: 'kept' },
      element('Outer', {}, { kind: 'literal', value: inner }),
    );
    expect(xmlOf(plainStream(root))).toBe(
      '<Event><?note kept?><Outer><Inner>deep</Inner></Outer></Event>',
    );
  });

  it('reads a plain fragment as the value of a template', () => {
    const stream = plainStream(element('UserData', {}, element('Kept', { A: 'b' }, 'text')));
    const event = read({ stream });
    expect(fieldOf(event, 'UserData_Element')).toBe('Kept');
    expect(fieldOf(event, 'Kept')).toBe('text');
  });

  it('drops an optional attribute without a value and keeps an ordinary one', () => {
    const root = element('Event', { Optional: optionalSlot(0), Ordinary: slot(0) }, 'x');
    expect(xmlOf(instanceOf(root, [nullValue()]))).toBe('<Event Ordinary="">x</Event>');
  });

  it('treats a substitution without a value behind it as absent', () => {
    const root = element('Event', {}, element('A', {}, slot(5)), element('B', {}, slot(0)));
    expect(xmlOf(instanceOf(root, [text16('b')]))).toBe('<Event><A/><B>b</B></Event>');
  });

  it('lets the type of the value decide over the type the template declares', () => {
    const root = element(
      'Event',
      {},
      element('A', {}, slot(0, 0x01)),
      element('B', {}, slot(1, 0x01)),
    );
    expect(xmlOf(instanceOf(root, [uint32(7), textArray(['p', 'q'])]))).toBe(
      '<Event><A>7</A><B>p</B><B>q</B></Event>',
    );
  });

  it('takes the first root of several and an empty event for none', () => {
    expect(xmlOf(plainStream(element('First'), element('Second')))).toBe('<First/>');
    expect(xmlOf(plainStream())).toBe('<Event/>');
  });

  it('refers back to a definition and defines it anew in the next chunk', () => {
    const records = [1, 2, 3, 4].map((id) => eventWith(id, { eventData: [['N', `${id}`]] }));
    const bytes = writeEvtx({ records, recordsPerChunk: 2 });
    const { records: found } = readAll(bytes);
    expect(found.map(({ event }) => fieldOf(event, 'N'))).toEqual(['1', '2', '3', '4']);
    // The second record of a chunk holds no definition, so it is far shorter than the first.
    const [first = 0, second = 0] = found.map(({ event }) => event.offsetBytes);
    const secondSize = new DataView(bytes.buffer).getUint32(second + 4, true);
    expect(secondSize).toBeLessThan((second - first) / 3);
  });

  it('refuses to nest without end', () => {
    let stream = plainStream(element('Event', {}, 'core'));
    for (let depth = 0; depth < 80; depth++) {
      stream = plainStream(element('Event', {}, { kind: 'literal', value: nested(stream) }));
    }
    const { records, flaws } = readAll(
      writeEvtx({ records: [{ recordId: 1, time: SOME_TIME, stream }] }),
    );
    expect(records).toEqual([]);
    expect(flaws).toMatchObject([{ kind: 'record-damaged', recordLost: true }]);
  });
});

describe('renderings', () => {
  it('gives the JSON shape of evtx_dump and what that shape drops beside it', () => {
    const data = [
      ['LogonGuid', 'a'],
      ['LogonGuid', 'b'],
      ['Count', 3],
    ] as const;
    const { tree } = readOne(writeEvtx({ records: [eventWith(5, { eventData: data })] }));
    const { event, extra } = renderJson(tree);
    expect(JSON.parse(JSON.stringify(event))).toEqual({
      Event: {
        '#attributes': { xmlns: 'http://schemas.microsoft.com/win/2004/08/events/event' },
        System: {
          Provider: { '#attributes': { Name: 'Example-Provider' } },
          EventID: 42,
          Version: 0,
          Level: 0,
          Task: 0,
          Opcode: 0,
          Keywords: '0x8000000000000000',
          TimeCreated: { '#attributes': { SystemTime: '2026-03-09T08:07:06.1234567Z' } },
          EventRecordID: 5,
          Correlation: null,
          Execution: { '#attributes': { ProcessID: 4, ThreadID: 8 } },
          Channel: 'Example/Operational',
          Computer: 'WS-ALVA.norte.example',
          Security: null,
        },
        EventData: { LogonGuid: 'b', Count: 3 },
      },
    });
    expect(extra).toEqual({ 'Event.EventData.LogonGuid': ['a'] });
  });

  it('gives unnamed Data as #text, one or several', () => {
    const shape = (unnamed: readonly string[]): unknown => {
      const { tree } = readOne(writeEvtx({ records: [eventWith(1, { unnamed })] }));
      return JSON.parse(JSON.stringify(renderJson(tree).event)).Event.EventData;
    };
    expect(shape(['one'])).toEqual({ Data: { '#text': 'one' } });
    expect(shape(['one', 'two'])).toEqual({ Data: { '#text': ['one', 'two'] } });
  });

  it('escapes XML and replaces what XML cannot hold', () => {
    const root = element('Event', { A: slot(0) }, element('B', {}, slot(1)));
    const xml = xmlOf(instanceOf(root, [text16('"<&>\n'), text16('a<b>&\u0001\ud800"')]));
    expect(xml).toBe(
      '<Event A="&quot;&lt;&amp;&gt;&#10;"><B>a&lt;b&gt;&amp;\ufffd\ufffd"</B></Event>',
    );
  });
});
