import { conditionOf } from './alarm.ts';
import type { Device, TwinState } from './twin.ts';

/** A 64-bit hash as two unsigned 32-bit lanes. */
class Hasher {
  #a = 0x811c9dc5;
  #b = 0x9e3779b9;
  static readonly #bits = new DataView(new ArrayBuffer(8));

  word(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 0x01000193);
    this.#b = Math.imul((this.#b ^ value) + 0x7f4a7c15, 0x85ebca6b);
    this.#b ^= this.#b >>> 15;
  }

  number(value: number): void {
    // Every NaN hashes alike: its payload bits are not part of the value.
    Hasher.#bits.setFloat64(0, Number.isNaN(value) ? Number.NaN : value);
    this.word(Hasher.#bits.getUint32(0));
    this.word(Hasher.#bits.getUint32(4));
  }

  text(value: string): void {
    for (let i = 0; i < value.length; i++) this.word(value.charCodeAt(i));
    this.word(value.length);
  }

  digest(): string {
    const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, '0');
    return hex(this.#a ^ (this.#a >>> 13)) + hex(this.#b ^ (this.#b >>> 16));
  }
}

/** One node of the hash tree: site → building → storey → device; children are sorted by code. */
interface HashNode {
  readonly children: Map<string, HashNode>;
  hash: string | null;
}

/**
 * Keeps the hash tree of one state up to date: only what changed since the last call is hashed again. At most one a state,
 * because it empties the state's `dirty`.
 * Covers non-personal fields: registration, last values, silence, open alarms. Ages and pending timers stay out.
 */
export class StateHash {
  readonly #state: TwinState;
  readonly #root: HashNode = { children: new Map(), hash: null };
  readonly #paths: (readonly [string, string, string] | undefined)[] = [];

  constructor(state: TwinState) {
    this.#state = state;
    for (let slot = 0; slot < state.devices.length; slot++) state.dirty.add(slot);
  }

  /** The hash of the whole site, 16 hexadecimal digits. */
  site(): string {
    this.#refresh();
    return hashOf(this.#root);
  }

  /** The hash of a building's subtree; of one storey in it when given. Null where there is no device. */
  subtree(building: string, storey?: string): string | null {
    this.#refresh();
    const node = this.#root.children.get(building);
    const found = storey === undefined ? node : node?.children.get(storey);
    return found ? hashOf(found) : null;
  }

  #refresh(): void {
    for (const slot of this.#state.dirty) {
      const before = this.#paths[slot];
      const device = this.#state.devices[slot];
      const path = device && ([device.building ?? '', device.storey ?? '', device.code] as const);
      if (before && (!path || before.some((part, i) => part !== path[i]))) remove(this.#root, before);
      this.#paths[slot] = path;
      if (device && path) set(this.#root, path, deviceHash(this.#state, device));
    }
    this.#state.dirty.clear();
  }
}

function set(root: HashNode, path: readonly string[], hash: string): void {
  let node = root;
  node.hash = null;
  for (const part of path) {
    let next = node.children.get(part);
    if (!next) {
      next = { children: new Map(), hash: null };
      node.children.set(part, next);
    }
    node = next;
    node.hash = null;
  }
  node.hash = hash;
}

function remove(node: HashNode, path: readonly string[]): void {
  const [part, ...rest] = path;
  node.hash = null;
  const child = node.children.get(part!);
  if (!child) return;
  if (rest.length > 0) remove(child, rest);
  if (rest.length === 0 || child.children.size === 0) node.children.delete(part!);
}

function hashOf(node: HashNode): string {
  if (node.hash !== null) return node.hash;
  const hasher = new Hasher();
  for (const code of [...node.children.keys()].sort(byCodeUnit)) {
    hasher.text(code);
    hasher.text(hashOf(node.children.get(code)!));
  }
  node.hash = hasher.digest();
  return node.hash;
}

// Not localeCompare: a locale would make the hash depend on the machine.
const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function deviceHash(state: TwinState, device: Device): string {
  const hasher = new Hasher();
  for (const text of [
    device.code,
    device.name,
    device.deviceKind,
    device.facility,
    device.space ?? '',
    device.zone ?? '',
    device.parent ?? '',
  ])
    hasher.text(text);
  hasher.number(device.location.longitude);
  hasher.number(device.location.latitude);
  hasher.number(device.location.height);
  hasher.word(device.silent ? 1 : 0);
  for (const { slot, property } of device.datastreams) {
    hasher.text(property);
    hasher.number(state.times[slot]!);
    hasher.number(state.values[slot]!);
  }
  for (const id of [...device.alarms].sort(byCodeUnit)) {
    const alarm = state.alarms.get(id);
    if (!alarm) continue;
    for (const text of [id, alarm.code, conditionOf(alarm), alarm.case, String(alarm.falseAlarm)]) hasher.text(text);
    hasher.number(alarm.occurrences);
    hasher.number(alarm.lastTime);
  }
  return hasher.digest();
}
