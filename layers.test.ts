import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import swc, { type Module, type ParseOptions } from '@swc/core';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterEach, describe, expect, test } from 'vitest';
import config from './dependency-cruiser.config.mjs';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const FOLDERS = ['twin-core', 'twin-server', 'twin-client', 'twin-demo', 'bench', 'e2e'];

// The cruiser asks swc for TypeScript without JSX in every file. Should it stop asking this way, .tsx files fail to parse.
const parseFileSync: (file: string, options?: ParseOptions) => Module = swc.parseFileSync;
swc.parseFileSync = ((file: string, options: ParseOptions) =>
  parseFileSync(file, { ...options, syntax: 'typescript', tsx: file.endsWith('.tsx') })) as typeof swc.parseFileSync;

async function check(baseDir: string): Promise<ICruiseResult> {
  const folders = readdirSync(baseDir).filter((name) => FOLDERS.includes(name));
  const { output } = await cruise(folders, {
    ...config.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: config.forbidden },
  });
  if (typeof output === 'string') throw new Error('expected a result, not a report');
  return output;
}

const violationsOf = (result: ICruiseResult) =>
  result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();

describe('import rules', () => {
  test('hold in every file, type-only imports included, and every file was read', async () => {
    const result = await check(ROOT);
    expect(violationsOf(result)).toEqual([]);
    const sources = FOLDERS.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => !/\/(node_modules|dist)\//.test(file)),
    );
    const read = new Set(result.modules.map(({ source }) => join(ROOT, source)));
    expect(sources.filter((file) => !read.has(file))).toEqual([]);
    expect(result.modules.length).toBeGreaterThanOrEqual(sources.length);
  });
});

describe('each import rule catches what it forbids', () => {
  let house: string;
  afterEach(() => rmSync(house, { recursive: true, force: true }));

  /** A house in which every file imports those listed, as a value and, with `type `, as a type. */
  function build(files: Record<string, readonly string[]>): void {
    house = mkdtempSync(join(tmpdir(), 'twin-layers-'));
    for (const [file, imports] of Object.entries(files)) {
      const lines = imports.map((target, index) =>
        target.startsWith('type ')
          ? `import type { a as a${index} } from '${target.slice(5)}';`
          : `import '${target}';`,
      );
      mkdirSync(dirname(join(house, file)), { recursive: true });
      writeFileSync(join(house, file), `${lines.join('\n')}\nexport const a = 1;\nexport type b = 2;\n`);
    }
  }

  test.each<[string, string, string[], string]>([
    ['core-alone', 'twin-core/src/thing.ts', ['../../twin-server/src/config.ts'], 'twin-server/src/config.ts'],
    ['server-apart', 'twin-server/src/live.ts', ['type ../../twin-client/src/kit/x.ts'], 'twin-client/src/kit/x.ts'],
    ['client-apart', 'twin-client/src/kit/a.ts', ['../../../twin-server/src/problem.ts'], 'twin-server/src/problem.ts'],
    [
      'demo-outside',
      'twin-demo/src/estate/a.ts',
      ['../../../twin-server/src/problem.ts'],
      'twin-server/src/problem.ts',
    ],
    [
      'core-by-its-doors',
      'twin-client/src/kit/a.ts',
      ['type ../../../twin-core/src/thing.ts'],
      'twin-core/src/thing.ts',
    ],
    ['roots-are-roots', 'twin-server/src/api/a.ts', ['../cli.ts'], 'twin-server/src/cli.ts'],
    ['no-tests-in-production', 'twin-server/src/api/a.ts', ['./b.test-kit.ts'], 'twin-server/src/api/b.test-kit.ts'],
    ['no-node-in-browser', 'twin-client/src/kit/a.ts', ['node:fs'], 'fs'],
    ['rooms-apart', 'twin-server/src/sense/a.ts', ['type ../journal/b.ts'], 'twin-server/src/journal/b.ts'],
    ['rooms-apart', 'twin-server/src/push/a.ts', ['../access/b.ts'], 'twin-server/src/access/b.ts'],
    ['api-above', 'twin-server/src/api/a.ts', ['../access/b.ts'], 'twin-server/src/access/b.ts'],
    ['past-above', 'twin-server/src/replay/a.ts', ['../api/b.ts'], 'twin-server/src/api/b.ts'],
    ['protocols-apart', 'twin-server/src/sense/a/b.ts', ['../c/d.ts'], 'twin-server/src/sense/c/d.ts'],
    ['rooms-below', 'twin-server/src/fuse/a.ts', ['type ../pipeline.ts'], 'twin-server/src/pipeline.ts'],
    ['geodata-below', 'twin-server/src/geodata/a.ts', ['../engines/b.ts'], 'twin-server/src/engines/b.ts'],
    ['geodata-by-its-door', 'twin-server/src/bake/a.ts', ['../geodata/b.ts'], 'twin-server/src/geodata/b.ts'],
    ['engines-below', 'twin-server/src/engines/a.ts', ['../config.ts'], 'twin-server/src/config.ts'],
    ['pipeline-over-stages', 'twin-server/src/pipeline.ts', ['./api/b.ts'], 'twin-server/src/api/b.ts'],
    ['facilities-apart', 'twin-core/src/facilities/a.ts', ['./b.ts'], 'twin-core/src/facilities/b.ts'],
    [
      'facility-rooms-apart',
      'twin-client/src/facilities/a/panel.tsx',
      ['../b/panel.tsx'],
      'twin-client/src/facilities/b/panel.tsx',
    ],
    ['client-state', 'twin-client/src/state/a.ts', ['type ../link/b.ts'], 'twin-client/src/link/b.ts'],
    ['client-scene', 'twin-client/src/scene/a.ts', ['../bim/b.ts'], 'twin-client/src/bim/b.ts'],
    ['client-facilities', 'twin-client/src/facilities/a.ts', ['../views/b.tsx'], 'twin-client/src/views/b.tsx'],
  ])('%s: %s', async (name, file, imports, target) => {
    const isFile = target.includes('/');
    build(isFile ? { [target]: [], [file]: imports } : { [file]: imports });
    expect(violationsOf(await check(house))).toContain(`${name}: ${file} → ${target}`);
  });

  test('no-cycles: also through types alone', async () => {
    build({ 'twin-core/src/a.ts': ['./b.ts'], 'twin-core/src/b.ts': ['type ./a.ts'] });
    expect(violationsOf(await check(house))).toContain('no-cycles: twin-core/src/a.ts → twin-core/src/b.ts');
  });

  test('resolvable: an import that leads nowhere', async () => {
    build({ 'twin-core/src/a.ts': ['./missing.ts'] });
    expect(violationsOf(await check(house))).toEqual(['resolvable: twin-core/src/a.ts → ./missing.ts']);
  });

  test.each([
    ['@cesium/engine', 'twin-client/src/views/a.ts', 'twin-client/src/scene/a.ts'],
    ['three', 'twin-client/src/scene/a.ts', 'twin-client/src/bim/a.ts'],
    ['@deck.gl/core', 'twin-client/src/scene/a.ts', 'twin-client/src/map/a.ts'],
    ['web-ifc', 'twin-server/src/bake/a.ts', 'twin-server/src/bake/ifc/a.ts'],
    ['hls.js', 'twin-client/src/views/a.ts', 'twin-client/src/kit/video-tile/a.ts'],
    ['onvif', 'twin-server/src/outlets/a.ts', 'twin-server/src/video/onvif/a.ts'],
    ['modbus-serial', 'twin-server/src/sense/a.ts', 'twin-server/src/sense/modbus/a.ts'],
  ])('only-there: %s has its own room', async (library, elsewhere, there) => {
    build({ [elsewhere]: [library], [there]: [library] });
    symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
    const violations = violationsOf(await check(house));
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(/^only-there-/);
    expect(violations[0]).toContain(elsewhere);
  });

  test('what the rules allow is no violation', async () => {
    build({
      'twin-core/src/index.ts': [],
      'twin-core/src/wire/index.ts': [],
      'twin-server/src/cli.ts': ['./pipeline.ts', './api/a.ts', './access/a.ts'],
      'twin-server/src/pipeline.ts': ['./sense/a.ts', './journal/a.ts', '../../twin-core/src/index.ts'],
      'twin-server/src/sense/a.ts': ['../problem.ts', '../engines/a.ts'],
      'twin-server/src/bake/a.ts': ['../geodata/index.ts'],
      'twin-server/src/geodata/index.ts': ['../problem.ts'],
      'twin-server/src/sense/a.test.ts': ['../journal/a.ts', './a.ts'],
      'twin-server/src/journal/a.ts': ['../engines/a.ts', '../../../twin-core/src/wire/index.ts'],
      'twin-server/src/api/a.ts': ['../journal/a.ts', '../principal.ts'],
      'twin-server/src/access/a.ts': [],
      'twin-server/src/engines/a.ts': ['../problem.ts', 'node:fs'],
      'twin-server/src/problem.ts': [],
      'twin-server/src/principal.ts': [],
      'twin-client/src/main.tsx': ['./views/a.tsx', './link/a.ts'],
      'twin-client/src/views/a.tsx': ['../facilities/a.ts', '../scene/a.ts'],
      'twin-client/src/facilities/a.ts': ['../scene/a.ts', '../kit/a.ts'],
      'twin-client/src/scene/a.ts': ['../state/a.ts'],
      'twin-client/src/kit/a.ts': [],
      'twin-client/src/link/a.ts': ['type ../state/a.ts'],
      'twin-client/src/state/a.ts': ['../../../twin-core/src/index.ts'],
    });
    expect(violationsOf(await check(house))).toEqual([]);
  });
});
