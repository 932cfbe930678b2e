import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('.', import.meta.url));
/** An engine by the packages that bring it. */
const ENGINES = { cesium: /^@?cesium/, three: /^three(\/|$)/, 'deck.gl': /^@(deck|luma)\.gl\// } as const;
/** What a module asks for at once; types are gone when it runs. */
const STATIC = /^(?:import|export)\s(?!type\s)(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const LATER = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const requested = (file: string, pattern: RegExp) =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => match[1]!);
const resolved = (file: string, wanted: string) => join(dirname(file), wanted);
const isOurs = (wanted: string) => wanted.startsWith('.') && /\.tsx?$/.test(wanted);

/** The packages that come with a module, with all that it asks for at once. */
function packagesOf(entry: string): Set<string> {
  const packages = new Set<string>();
  const [seen, waiting] = [new Set([entry]), [entry]];
  for (let file = waiting.pop(); file; file = waiting.pop())
    for (const wanted of requested(file, STATIC)) {
      if (!wanted.startsWith('.')) packages.add(wanted);
      const next = resolved(file, wanted);
      if (!isOurs(wanted) || seen.has(next) || !existsSync(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  return packages;
}

const enginesOf = (entry: string) =>
  Object.entries(ENGINES)
    .filter(([, pattern]) => [...packagesOf(entry)].some((name) => pattern.test(name)))
    .map(([engine]) => engine);

const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test(-kit)?\.tsx?$/.test(path))
  .map((path) => join(SOURCE, path));
/** Modules that come by themselves when they are needed: a chunk of the build each. */
const later = new Set(
  sources.flatMap((file) =>
    requested(file, LATER)
      .filter(isOurs)
      .map((wanted) => resolved(file, wanted)),
  ),
);

test('WALL: no engine comes with a page: neither with the shell nor with any page that is loaded by itself', () => {
  const pages = [...later].filter((file) => file.endsWith('-page.tsx'));
  expect(pages.length).toBeGreaterThan(6);
  for (const page of [join(SOURCE, 'main.tsx'), ...pages]) expect(enginesOf(page), page).toEqual([]);
  expect(packagesOf(join(SOURCE, 'main.tsx'))).toContain('react-dom/client');
});

test('WALL: every engine comes by a module of its own, without the others', () => {
  const rooms = [...later].filter((file) => enginesOf(file).length > 0);
  expect(rooms.map((file) => enginesOf(file)).filter((engines) => engines.length > 1)).toEqual([]);
  const found = Object.fromEntries(rooms.map((file) => [relative(SOURCE, file), enginesOf(file)[0]]));
  expect(new Set(Object.values(found))).toEqual(new Set(Object.keys(ENGINES)));
});
