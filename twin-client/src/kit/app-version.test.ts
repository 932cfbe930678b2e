import { expect, test } from 'vitest';
import { programOf } from './app-version.ts';

test('WALL: a page is known by the program it loads', () => {
  const page = (name: string) =>
    `<!doctype html><head><link rel="modulepreload" href="/assets/vendor-1.js"><script type="module" crossorigin src="/assets/${name}.js"></script></head>`;
  expect(programOf(page('index-4f2a'))).toBe('/assets/index-4f2a.js');
  expect(programOf(page('index-4f2a'))).not.toBe(programOf(page('index-9c1d')));
  expect(programOf('<!doctype html><title>Bad gateway</title>')).toBeNull();
});
