import type { ImportJob, ImportPlacement, ImportRequest } from 'twin-core';
import type { BuildingView } from '../../../state/site-view.ts';

/** A file that was chosen and waits to be told what it is. */
export interface Draft {
  readonly id: number;
  readonly file: File;
  readonly target: Target;
}

/** What a file is to become. */
export interface Target {
  readonly kind: 'new' | 'existing';
  /** Code of the new building, or of the one it replaces the model of. */
  readonly code: string;
  /** Name of a new building; '' takes the model's own. */
  readonly name: string;
  readonly placement: Extract<ImportPlacement, string>;
}

const FILE_NAME = /\.(ifc|ifczip)$/i;
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const MAX_SUGGESTED = 24;

export function isModelFile({ name }: { readonly name: string }): boolean {
  return FILE_NAME.test(name);
}

/** A first guess: the building whose code the file's name begins with, else a new one with a code made of the name. */
export function suggestTarget(
  fileName: string,
  buildings: readonly BuildingView[],
  taken: ReadonlySet<string>,
): Target {
  const stem = fileName.replace(FILE_NAME, '');
  const existing = buildings.find(({ code }) => stem.toLowerCase() === code.toLowerCase());
  if (existing) return { kind: 'existing', code: existing.code, name: '', placement: 'keep' };
  const plain = stem
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, MAX_SUGGESTED)
    .toUpperCase();
  const base = plain === '' ? 'MODEL' : plain;
  const used = new Set([...taken, ...buildings.map(({ code }) => code)]);
  let code = base;
  for (let n = 2; used.has(code); n++) code = `${base}-${n}`;
  return { kind: 'new', code, name: '', placement: 'file' };
}

/** What is wrong with a target; null where nothing is. */
export function faultOfTarget(
  { kind, code }: Target,
  buildings: readonly BuildingView[],
  taken: ReadonlySet<string>,
): 'code' | 'exists' | 'taken' | 'missing' | null {
  const exists = buildings.some((building) => building.code === code);
  if (kind === 'existing') return exists ? null : 'missing';
  if (!CODE.test(code)) return 'code';
  if (exists) return 'exists';
  return taken.has(code) ? 'taken' : null;
}

/** The request for a file that is on its way under an upload's id. */
export function requestOf(upload: string, { kind, code, name, placement }: Target): ImportRequest {
  const given = name.trim();
  const building =
    kind === 'existing' ? { code } : { code, new: true as const, ...(given === '' ? {} : { name: given }) };
  return { upload, building, placement };
}

/** Codes of new buildings that imports under way have taken. */
export function takenCodes(jobs: readonly ImportJob[], drafts: readonly Draft[], except?: number): ReadonlySet<string> {
  const coming = jobs.filter(({ isNew, finishedAt }) => isNew && finishedAt === null).map(({ building }) => building);
  const drafted = drafts
    .filter(({ id, target }) => id !== except && target.kind === 'new')
    .map(({ target }) => target.code);
  return new Set([...coming, ...drafted]);
}
