/** What requests about events and what was found in them do: searches, exports, marks. */
import type { EventRowsPart } from '@shared/contract/event-part';
import type { SearchAnswers, SearchName } from '@shared/contract/search';
import { chooseTarget } from './chosen-paths';
import { EventMarking } from './event-marks';
import type { HandlerParts, Part } from './handler-parts';
import { forgetSearch, keptSearches, noteSearch, saveSearch } from './kept-searches';

export function searchHandlers(
  parts: HandlerParts,
): Part<'events'> & Part<'detections'> & Part<'hits'> {
  const { host, search, exporting } = parts;
  const asking =
    <Name extends SearchName>(name: Name) =>
    (input: unknown): Promise<SearchAnswers[Name]> =>
      search.ask(host.session, name, input);
  return {
    'events.rows': (input) =>
      search.ask(host.session, 'events.rows', input, (part) =>
        // Made of evidence, as the answer is: passed on and not looked into.
        parts.tell('eventPart', {
          ...(part as EventRowsPart),
          ...{ search: input.search, columns: input.columns },
        }),
      ),
    'events.event': asking('events.event'),
    'events.histogram': asking('events.histogram'),
    'events.values': asking('events.values'),
    'events.fields': asking('events.fields'),
    'events.fieldHints': asking('events.fieldHints'),
    'events.rowAt': asking('events.rowAt'),
    'events.export': async ({ search: asked, ...rest }) => {
      const { caseDir, store } = host.session;
      const target = await chooseTarget(parts, `events.${rest.format}`);
      if (target === null) return null;
      return exporting.run({ caseDir, store, search: asked, ...rest, path: target });
    },
    'events.cancelExport': () => {
      exporting.cancel();
      return null;
    },
    'detections.rows': asking('detections.rows'),
    'detections.correlate': () => {
      host.session.correlations.tryAgain();
      return null;
    },
    'detections.byRule': asking('detections.byRule'),
    'hits.rows': asking('hits.rows'),
    'hits.groups': asking('hits.groups'),
    'hits.byIndicator': asking('hits.byIndicator'),
  };
}

export function keptSearchHandlers({ host }: HandlerParts): Part<'searches'> {
  return {
    'searches.state': () => keptSearches(host.session.database),
    'searches.save': (search) => saveSearch(host.session.database, search),
    'searches.forget': ({ name }) => forgetSearch(host.session.database, name),
    'searches.ran': (view) => noteSearch(host.session.database, view),
  };
}

export function markHandlers({ host, search }: HandlerParts): Part<'marks'> {
  const marking = new EventMarking(host, search);
  return {
    'marks.state': () => marking.state(),
    'marks.putTag': (draft) => marking.putTag(draft),
    'marks.removeTag': ({ id }) => marking.removeTag(id),
    'marks.tag': ({ events, tag, isOn }) => marking.tag(events, tag, isOn),
    'marks.tagFound': (asked) => marking.tagFound(asked.search, asked.tags),
    'marks.note': ({ event, note }) => marking.note(event, note),
    'marks.hide': ({ events, reason }) => marking.hide(events, reason),
    'marks.hideFound': (asked) => marking.hideFound(asked.search, asked.reason),
  };
}
