import { ImportRequest } from 'twin-core';
import { describe, expect, test } from 'vitest';
import type { BuildingView } from '../../../state/site-view.ts';
import { faultOfTarget, isModelFile, requestOf, suggestTarget, takenCodes } from './import-target.ts';

const buildings = [{ code: 'B01' }, { code: 'TOWER' }] as BuildingView[];
const none: ReadonlySet<string> = new Set();
const UPLOAD = '0b0e9f3e-5a0c-4c7e-9a5e-2f1f4b6f2a10';

describe('6.4.1-2-5 what a chosen file is to become', () => {
  test.each([
    ['b01.ifc', 'existing', 'B01', 'keep'],
    ['Duplex A (2011).ifc', 'new', 'DUPLEX-A-2011', 'file'],
    ['tower.v2.ifczip', 'new', 'TOWER.V2', 'file'],
    ['幼儿园.ifc', 'new', 'MODEL', 'file'],
    [`${'x'.repeat(80)}.ifc`, 'new', 'X'.repeat(24), 'file'],
  ])('%s is suggested as %s %s', (name, kind, code, placement) =>
    expect(suggestTarget(name, buildings, none)).toEqual({ kind, code, name: '', placement }),
  );

  test('a suggested code is nobody else’s', () =>
    expect(suggestTarget('annex.ifc', buildings, new Set(['ANNEX', 'ANNEX-2'])).code).toBe('ANNEX-3'));

  test.each([
    ['new', 'N-1', null],
    ['new', '', 'code'],
    ['new', '-N', 'code'],
    ['new', 'a b', 'code'],
    ['new', 'B01', 'exists'],
    ['new', 'COMING', 'taken'],
    ['existing', 'B01', null],
    ['existing', 'N-1', 'missing'],
  ] as const)('%s %j: %j', (kind, code, fault) =>
    expect(faultOfTarget({ kind, code, name: '', placement: 'file' }, buildings, new Set(['COMING']))).toBe(fault),
  );

  test('codes of drafts and of imports under way are taken, but not by the draft itself nor by what is over', () => {
    const draft = (id: number, code: string) => ({
      id,
      file: {} as File,
      target: { kind: 'new', code, name: '', placement: 'file' } as const,
    });
    const job = (building: string, finishedAt: number | null) => ({ building, isNew: true, finishedAt });
    const jobs = [job('UNDER-WAY', null), job('OVER', 1)] as Parameters<typeof takenCodes>[0];
    expect(takenCodes(jobs, [draft(1, 'ONE'), draft(2, 'TWO')], 2)).toEqual(new Set(['UNDER-WAY', 'ONE']));
  });

  test.each([
    [{ kind: 'existing', code: 'B01', name: 'ignored', placement: 'keep' }, { code: 'B01' }],
    [
      { kind: 'new', code: 'N1', name: ' 丙 ', placement: 'site' },
      { code: 'N1', new: true, name: '丙' },
    ],
    [
      { kind: 'new', code: 'N1', name: ' ', placement: 'file' },
      { code: 'N1', new: true },
    ],
  ] as const)('what is asked of the server is what it takes: %j', (target, building) => {
    const request = requestOf(UPLOAD, target);
    expect(request).toEqual({ upload: UPLOAD, building, placement: target.placement });
    expect(ImportRequest.safeParse(request).success).toBe(true);
  });

  test('only .ifc and .ifczip are models, in any case', () =>
    expect(['a.ifc', 'A.IFC', 'a.ifcZIP', 'a.dwg', 'ifc'].map((name) => isModelFile({ name }))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]));
});
