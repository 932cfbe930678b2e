import pino from 'pino';
import { expect, test } from 'vitest';
import { InputError } from '../problem.ts';
import { openBus } from './bus.ts';

const log = pino({ level: 'silent' });

test('a setting not yet supported is refused: NATS_URL', () => {
  expect(() => openBus({ url: 'nats://host', log })).toThrow(InputError);
  expect(() => openBus({ url: 'nats://host', log })).toThrow(/^NATS_URL: /);
});

test('subscribers get what is published on their topic, in order, until they leave', () => {
  const bus = openBus({ log });
  const seen: number[] = [];
  const leave = bus.subscribe<number>('a', (value) => seen.push(value));
  bus.publish('a', 1);
  bus.publish('b', 2);
  bus.publish('a', 3);
  leave();
  bus.publish('a', 4);
  expect(seen).toEqual([1, 3]);
});

test('a subscriber that throws costs the others nothing', () => {
  const bus = openBus({ log });
  const seen: number[] = [];
  bus.subscribe('a', () => {
    throw new Error('no');
  });
  bus.subscribe<number>('a', (value) => seen.push(value));
  bus.publish('a', 1);
  expect(seen).toEqual([1]);
});
