/** Damage that once did harm, kept as recipes over our own files; and the recipes' own machinery. */
import { TemplateStore } from '@shared/evtx/template-store';
import { expect, it } from 'vitest';
import { checkReading } from '../../fuzz/check-reading';
import { FIXTURE_NAMES, fixtureNamed } from '../../fuzz/fuzz-fixtures';
import { minimised } from '../../fuzz/minimise';
import { type Mutation, mutated } from '../../fuzz/mutation';
import { Random } from '../../fuzz/random';
import { landmarksOf, randomMutations } from '../../fuzz/random-mutations';
import { RECIPES } from '../../fuzz/recipes';

it.each(FIXTURE_NAMES)('reads %s as it was written without a flaw', (name) => {
  const outcome = checkReading(fixtureNamed(name), new TemplateStore());
  expect(outcome.events).toBeGreaterThan(0);
  expect(outcome.flaws).toBe(0);
});

it.each(RECIPES)('%s', (_, { fixture, mutations }) => {
  checkReading(mutated(fixtureNamed(fixture), mutations), new TemplateStore());
});

it('damages a file the same way from the same seed', () => {
  const landmarks = landmarksOf(fixtureNamed('mixed'));
  const some = (seed: number): unknown => {
    const random = new Random(seed);
    return Array.from({ length: 50 }, () => randomMutations(landmarks, random));
  };
  expect(some(7)).toEqual(some(7));
  expect(some(7)).not.toEqual(some(8));
});

it('leaves out of a recipe what is not needed', () => {
  const needed: Mutation = { kind: 'flip', at: 5, bit: 1 };
  const noise: Mutation = { kind: 'set', at: 9, bytes: [1, 2, 3] };
  const fails = (mutations: readonly Mutation[]): boolean => mutations.includes(needed);
  expect(minimised([noise, needed, noise], fails)).toEqual([needed]);
});
