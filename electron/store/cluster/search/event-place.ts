/** Which event a document is. */
import { z } from 'zod';

export interface PlacedEvent {
  readonly part: string;
  readonly event: number;
}

const PLACED = z.object({ part: z.string(), event: z.number() }).loose();

export function eventPlaceOf(source: unknown): PlacedEvent {
  const { part, event } = PLACED.parse(source);
  return { part, event };
}

export const placeKey = ({ part, event }: PlacedEvent): string => `${part} ${event}`;
