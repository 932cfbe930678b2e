import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('..', import.meta.url));

/** The opening tags of panels in a source, with their attributes. */
function panelsOf(code: string): string[] {
  return [...code.matchAll(/<Panel\s/g)].map(({ index }) => {
    let depth = 0;
    for (let at = index; at < code.length; at++) {
      if (code[at] === '{') depth++;
      else if (code[at] === '}') depth--;
      else if (code[at] === '>' && depth === 0) return code.slice(index, at);
    }
    return code.slice(index);
  });
}

test('6.4.1-8 every panel of the desk and of the reports says where its numbers come from, or that it has none', () => {
  const panels = ['views/desk', 'views/reports', 'facilities'].flatMap((folder) =>
    readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) =>
        panelsOf(readFileSync(join(SOURCE, folder, path), 'utf8')).map((panel) => ({
          path: join(folder, path),
          panel,
        })),
      ),
  );
  expect(panels.length).toBeGreaterThan(30);
  expect(panels.filter(({ panel }) => !/\sfrom=/.test(panel)).map(({ path }) => path)).toEqual([]);
});
