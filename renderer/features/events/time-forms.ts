/** What may be asked of the time of events, written out for whoever types `time:`. */
import { SPAN_UNITS, type SpanUnit } from '@shared/query/ast';

export interface TimeForm {
  readonly text: string;
  /** What it finds. */
  readonly told: string;
}

const UNIT_WORDS: Readonly<Record<SpanUnit, string>> = {
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
};

const lastForm = (amount: string, unit: SpanUnit): TimeForm => ({
  text: `last ${amount}${unit}`,
  told: `the ${amount} ${UNIT_WORDS[unit]} before the last event of the case`,
});

/** `time:last 3` goes on with each unit. */
const BEGUN_SPAN = /^last\s+(\d{1,6})$/i;

/** @param at a time of the case, ISO 8601, whose day and hour the forms are written with */
function datedForms(at: string): readonly TimeForm[] {
  const [day, hour] = [at.slice(0, 10), at.slice(0, 13)];
  const [from, to] = [`${hour}:00`, `${hour}:30`];
  return [
    { text: day, told: 'this day, UTC' },
    { text: hour, told: 'this hour, UTC' },
    { text: `>=${day}`, told: 'from this time on' },
    { text: `>${from}`, told: 'after this time' },
    { text: `<=${from}`, told: 'up to this time' },
    { text: `<${day}`, told: 'before this time' },
    { text: `[${from} TO ${to}]`, told: 'from one to the other, both in it' },
    { text: `{${from} TO ${to}}`, told: 'between the two' },
  ];
}

/** Those that go on as typed. @param at null while no time of the case is known */
export function timeForms(typed: string, at: string | null): readonly TimeForm[] {
  const [, amount] = BEGUN_SPAN.exec(typed) ?? [];
  if (amount !== undefined) return SPAN_UNITS.map((unit) => lastForm(amount, unit));
  const dated = at !== null && /^\d{4}-/.test(at) ? datedForms(at) : [];
  const begin = typed.toLowerCase().replace(/\s+/, ' ');
  return [lastForm('24', 'h'), lastForm('7', 'd'), ...dated].filter(({ text }) => {
    const form = text.toLowerCase();
    return form !== begin && form.startsWith(begin);
  });
}
