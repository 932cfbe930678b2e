import pg from 'pg';
import { expect, test } from 'vitest';
import { InputError } from '../problem.ts';
import { Problem, problemBody, problemOf } from './problem.ts';

test('a database that nobody answers for is told as such, with when to try again', async () => {
  const pool = new pg.Pool({ host: '127.0.0.1', port: 1 });
  const error = await pool.query('SELECT 1').catch((cause: unknown) => cause);
  await pool.end();
  expect(problemOf(error)).toMatchObject({ kind: 'unavailable', status: 503, retryAfterMs: 1000 });
});

test.each([
  ['57P01', 'unavailable'],
  ['53100', 'unavailable'],
  ['08006', 'unavailable'],
  ['23505', 'internal'],
  ['42P01', 'internal'],
])('an error of PostgreSQL with code %s is %s', (code, kind) => {
  expect(problemOf(Object.assign(new Error('secret detail'), { code })).kind).toBe(kind);
});

test('a fault of the caller keeps its words, a fault of ours loses them', () => {
  expect(problemOf(new InputError('the name is taken', { place: 'x' })).message).toBe('x: the name is taken');
  for (const fault of [new Error('secret detail'), 'secret detail', undefined, { status: 200 }]) {
    const problem = problemOf(fault);
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problemBody(problem, 'id'))).not.toContain('secret');
  }
  const own = new Problem('conflict', 'not now');
  expect(problemOf(own)).toBe(own);
});
