import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildingModel } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../engines/database.ts';
import { testDatabase } from '../fixtures/database.ts';
import { findProduct } from './find-product.ts';
import { dropModel, indexModel } from './index-model.ts';
import type { ProductQuery } from './product-query.ts';
import { idOf, sampleElement, sampleModel, writeBaked } from './sample-model.test-kit.ts';
import { ModelReplacedError, type ProductPosition, searchProducts } from './search-products.ts';
import { writeIndex } from './write-index.ts';

const SITE = 'sample';
let database: Database;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'twin-index-'));
  await indexHere('B01', sampleModel());
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function index(building: string, model: BuildingModel, bake?: number) {
  await writeBaked(join(folder, building), model, bake);
  return indexModel(database.pool, SITE, building, join(folder, building));
}

/** The same without a child process, for tests that are about something else. */
async function indexHere(building: string, model: BuildingModel, bake = 1) {
  await writeBaked(join(folder, building), model, bake);
  const stamp = `test ${bake}`;
  await writeIndex(
    { databaseUrl: database.url, site: SITE, building, folder: join(folder, building), stamp },
    () => undefined,
  );
}

/** Tags, else names, of all pages. */
async function find(
  query: Omit<ProductQuery, 'kind'> & { kind?: ProductQuery['kind'] },
  limit = 50,
): Promise<string[]> {
  const found: string[] = [];
  let after: ProductPosition | undefined;
  do {
    const page = await searchProducts(database.pool, SITE, { kind: 'element', ...query }, { limit, after });
    found.push(...page.items.map(({ tag, name }) => tag ?? name));
    after = page.next ?? undefined;
  } while (after);
  return found;
}

describe('all properties are searchable: by GlobalId, class, name, any property value', () => {
  test.each<[string, Omit<ProductQuery, 'kind'>, string[]]>([
    ['a whole GlobalId', { q: idOf('WIN-7') }, ['WIN-7']],
    ['the beginning of a GlobalId', { q: idOf('WIN-7').slice(0, 6) }, ['WIN-7']],
    ['a GlobalId in another case is another', { q: idOf('WIN-7').toLowerCase() }, []],
    ['a class as the file writes it', { class: 'IfcDoor' }, ['138157', 'D-2']],
    ['a class as people say it', { class: 'door' }, ['138157', 'D-2']],
    ['a word of a class', { q: 'pipe' }, ['P-1']],
    ['one Chinese letter', { q: '墙' }, ['W-1']],
    ['two Chinese letters', { q: '消防' }, ['P-1']],
    ['Chinese in a type', { q: '混凝土墙' }, ['W-1']],
    ['a tag', { q: '138157' }, ['138157']],
    ['the beginning of a word of a name', { q: 'bas fire' }, ['138157']],
    ['a value in full-width letters', { q: 'ＥＩ30' }, ['138157']],
    ['a number', { q: '1.89' }, ['138157']],
    ['the name of a property', { q: 'LoadBearing' }, ['W-1']],
    ['the name of a set', { q: 'pset_doorcommon' }, ['138157', 'D-2']],
    ['every word must be found', { q: 'door EI60' }, ['D-2']],
    ['one word of two is not enough', { q: 'door EI90' }, []],
    ['nothing has it', { q: '不存在' }, []],
    ['a property', { property: 'Pset_WallCommon.Reference' }, ['W-1']],
    ['a property with its value', { property: 'pset_doorcommon.FireRating', value: 'ei60' }, ['D-2']],
    ['a value that another property has', { property: 'Pset_WallCommon.LoadBearing', value: 'true' }, []],
    ['a boolean', { property: 'Pset_WallCommon.IsExternal', value: 'true' }, ['W-1']],
    ['a quantity', { property: 'Qto.Area', value: '2.1' }, ['D-2']],
    ['a storey by its GlobalId', { storey: idOf('2F') }, ['WIN-7', 'D-2']],
    ['a storey by its name', { storey: '2F', class: 'IfcWindow' }, ['WIN-7']],
    ['a space', { space: idOf('101') }, ['138157', 'FA-1']],
    ['a system', { system: idOf('system') }, ['P-1']],
    ['another building', { building: 'B09', q: '墙' }, []],
  ])('%s', async (_name, query, tags) => expect(await find(query)).toEqual(tags));

  test('all, storey by storey upwards, devices without a mesh too, those of no storey last', async () =>
    expect(await find({})).toEqual(['W-1', '138157', 'P-1', 'FA-1', 'WIN-7', 'D-2', 'N-1']));

  test('what is called so comes before what only mentions it', async () =>
    expect(await find({ q: 'window' })).toEqual(['WIN-7', 'D-2']));

  test('spaces and storeys are products of their own kinds', async () => {
    expect(await find({ kind: 'space', q: '101' })).toEqual(['101']);
    expect(await find({ kind: 'space', storey: '2F' })).toEqual(['201']);
    expect(await find({ kind: 'storey' })).toEqual(['1F', '2F']);
  });

  test.each([1, 2, 3])('pages of %i hold everything once and in the same order', async (limit) => {
    expect(await find({}, limit)).toEqual(await find({}));
    expect(await find({ q: 'window' }, limit)).toEqual(['WIN-7', 'D-2']);
    expect(await find({ q: 'e' }, limit)).toEqual(await find({ q: 'e' }));
  });

  test('a product in full, with the properties in the order of the file', async () => {
    const door = await findProduct(database.pool, SITE, { building: 'B01', globalId: idOf('138157') });
    expect(door).toMatchObject({ name: 'Basic Door:Fire 30', storey: '1F', space: '101', spaceId: idOf('101') });
    expect(JSON.stringify(door?.properties)).toBe(JSON.stringify(sampleModel().properties[idOf('138157')]));
    const pipe = await findProduct(database.pool, SITE, { globalId: idOf('P-1') });
    expect(pipe).toMatchObject({ building: 'B01', systems: [{ globalId: idOf('system'), name: '消火栓系统' }] });
    expect(await findProduct(database.pool, SITE, { globalId: idOf('P-1'), kind: 'space' })).toBeNull();
  });
});

describe('a model is replaced at once and as a whole', () => {
  test('the same bake again is kept, another is indexed, and the old one is gone', async () => {
    const model = sampleModel({ elements: [sampleElement('旧梁')], properties: {} });
    expect(await index('B02', model)).toEqual({ elements: 2, spaces: 2, properties: 0, kept: false });
    expect(await index('B02', model)).toMatchObject({ elements: 2, kept: true });
    expect(await index('B02', { ...model, elements: [sampleElement('新梁')] }, 2)).toMatchObject({ kept: false });
    expect(await find({ building: 'B02', q: '梁' })).toEqual(['新梁']);
    await dropModel(database.pool, SITE, 'B02');
    expect(await find({ building: 'B02' })).toEqual([]);
    const { rows } = await database.pool.query(
      'SELECT count(*)::int AS stray FROM model_product p LEFT JOIN model m ON m.id = p.model WHERE m.id IS NULL',
    );
    expect(rows).toEqual([{ stray: 0 }]);
  });

  test('a page of a model that was replaced meanwhile is refused, not guessed', async () => {
    await indexHere('B03', sampleModel());
    const { next } = await searchProducts(database.pool, SITE, { kind: 'element', building: 'B03' }, { limit: 2 });
    await indexHere('B03', sampleModel(), 2);
    const again = searchProducts(
      database.pool,
      SITE,
      { kind: 'element', building: 'B03' },
      { limit: 2, after: next ?? undefined },
    );
    await expect(again).rejects.toThrow(ModelReplacedError);
    await dropModel(database.pool, SITE, 'B03');
  });

  test('duplicate GlobalIds and text that PostgreSQL cannot store are indexed, not refused', async () => {
    const twice = [sampleElement('同号甲', { globalId: 'x' }), sampleElement('同号\0乙\ud800', { globalId: 'x' })];
    await indexHere('B04', sampleModel({ elements: twice, properties: { x: { 'P\0': { 'a\0': 'b\ud800 c\0' } } } }));
    expect(await find({ building: 'B04', q: '同号' })).toEqual(['同号甲', '同号乙\ufffd']);
    await dropModel(database.pool, SITE, 'B04');
  });

  test.each<[string, string, RegExp]>([
    ['a cut file', JSON.stringify(sampleModel()).slice(0, 3000), /ends before/],
    ['an older version', JSON.stringify({ ...sampleModel(), version: 1 }), /version/],
    ['a wrong element', JSON.stringify({ ...sampleModel(), elements: [{ globalId: 1 }] }), /elements\.globalId/],
  ])('%s is refused in one clear line, and the model before it stands', async (_name, text, reason) => {
    await indexHere('B05', sampleModel());
    await writeBaked(join(folder, 'B05'), sampleModel(), 2);
    await writeFile(join(folder, 'B05', 'building.json'), text);
    await expect(indexModel(database.pool, SITE, 'B05', join(folder, 'B05'))).rejects.toThrow(reason);
    expect(await find({ building: 'B05', class: 'IfcWindow' })).toEqual(['WIN-7']);
    await dropModel(database.pool, SITE, 'B05');
  });

  test('an aborted indexing ends with its reason and leaves the model before it', async () => {
    await indexHere('B06', sampleModel());
    await writeBaked(join(folder, 'B06'), sampleModel({ elements: [sampleElement('新')] }), 2);
    const abort = new AbortController();
    const indexing = indexModel(database.pool, SITE, 'B06', join(folder, 'B06'), { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('enough')), 50);
    await expect(indexing).rejects.toThrow('enough');
    expect(await find({ building: 'B06', class: 'IfcWindow' })).toEqual(['WIN-7']);
    await dropModel(database.pool, SITE, 'B06');
  });
});
