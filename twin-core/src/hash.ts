import { conditionOf } from './alarm.ts';
import type { Device, TwinState } from './twin.ts';

/** A 64-bit hash as two 32-bit lanes. */
class Hasher {
  a = 0;
  b = 0;
  static readonly #float = new Float64Array(1);
  static readonly #words = new Int32Array(Hasher.#float.buffer);

  begin(a = START_A, b = START_B): void {
    this.a = a;
    this.b = b;
  }

  word(value: number): void {
    this.a = Math.imul(this.a ^ value, 0x01000193);
    this.b = Math.imul((this.b ^ value) + 0x7f4a7c15, 0x85ebca6b);
    this.b ^= this.b >>> 15;
  }

  number(value: number): void {
    // Every NaN hashes alike: its payload bits are not part of the value.
    Hasher.#float[0] = Number.isNaN(value) ? Number.NaN : value;
    this.word(Hasher.#words[0]!);
    this.word(Hasher.#words[1]!);
  }

  text(value: string): void {
    for (let i = 0; i < value.length; i++) this.word(value.charCodeAt(i));
    this.word(value.length);
  }

  finish(): void {
    this.a ^= this.a >>> 13;
    this.b ^= this.b >>> 16;
  }
}

const START_A = 0x811c9dc5 | 0;
const START_B = 0x9e3779b9 | 0;

/** One node of the hash tree: site → building → storey → device; children are sorted by code. */
interface HashNode {
  /** Null for a device, which has none. */
  readonly children: Map<string, HashNode> | null;
  /** Codes of the children in order; null when one came or went. */
  sorted: readonly string[] | null;
  a: number;
  b: number;
  isCurrent: boolean;
}

const newNode = (isDevice: boolean): HashNode => ({
  children: isDevice ? null : new Map(),
  sorted: null,
  a: 0,
  b: 0,
  isCurrent: false,
});

/** What of a device's hash changes only with its registration. */
interface Registered {
  readonly device: Device;
  readonly path: readonly [building: string, storey: string, code: string];
  readonly a: number;
  readonly b: number;
}

/**
 * Keeps the hash tree of one state up to date: only what changed since the last call is hashed again. At most one a state,
 * because it empties the state's `dirty`.
 * Covers non-personal fields: registration, last values, silence, open alarms. Ages and pending timers stay out.
 */
export class StateHash {
  readonly #state: TwinState;
  readonly #root = newNode(false);
  readonly #registered: (Registered | undefined)[] = [];
  readonly #hasher = new Hasher();

  constructor(state: TwinState) {
    this.#state = state;
    for (let slot = 0; slot < state.devices.length; slot++) state.dirty.add(slot);
  }

  /** The hash of the whole site, 16 hexadecimal digits. */
  site(): string {
    this.#refresh();
    return this.#textOf(this.#root);
  }

  /** The hash of a building's subtree; of one storey in it when given. Null where there is no device. */
  subtree(building: string, storey?: string): string | null {
    this.#refresh();
    const node = this.#root.children?.get(building);
    const found = storey === undefined ? node : node?.children?.get(storey);
    return found ? this.#textOf(found) : null;
  }

  #refresh(): void {
    for (const slot of this.#state.dirty) {
      const before = this.#registered[slot];
      const device = this.#state.devices[slot];
      if (before?.device !== device) {
        const now = device && this.#register(device);
        if (before && (!now || before.path.some((part, i) => part !== now.path[i]))) remove(this.#root, before.path);
        this.#registered[slot] = now;
      }
      const registered = this.#registered[slot];
      if (device && registered) this.#set(device, registered);
    }
    this.#state.dirty.clear();
  }

  #register(device: Device): Registered {
    const hasher = this.#hasher;
    hasher.begin();
    for (const text of [
      device.code,
      device.name,
      device.deviceKind,
      device.facility,
      device.space ?? '',
      device.zone ?? '',
      device.parent ?? '',
      ...device.properties,
    ])
      hasher.text(text);
    hasher.number(device.location.longitude);
    hasher.number(device.location.latitude);
    hasher.number(device.location.height);
    return { device, path: [device.building ?? '', device.storey ?? '', device.code], a: hasher.a, b: hasher.b };
  }

  #set(device: Device, { path, a, b }: Registered): void {
    let node = this.#root;
    node.isCurrent = false;
    for (const [depth, part] of path.entries()) {
      let next = node.children!.get(part);
      if (!next) {
        next = newNode(depth === path.length - 1);
        node.children!.set(part, next);
        node.sorted = null;
      }
      node = next;
      node.isCurrent = false;
    }
    this.#hasher.begin(a, b);
    hashLive(this.#hasher, this.#state, device);
    this.#hasher.finish();
    node.a = this.#hasher.a;
    node.b = this.#hasher.b;
    node.isCurrent = true;
  }

  #textOf(node: HashNode): string {
    this.#update(node);
    const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, '0');
    return hex(node.a) + hex(node.b);
  }

  #update(node: HashNode): void {
    const { children } = node;
    if (node.isCurrent || !children) return;
    node.sorted ??= [...children.keys()].sort(byCodeUnit);
    for (const child of children.values()) this.#update(child);
    const hasher = this.#hasher;
    hasher.begin();
    for (const code of node.sorted) {
      const child = children.get(code)!;
      hasher.text(code);
      hasher.word(child.a);
      hasher.word(child.b);
    }
    hasher.finish();
    node.a = hasher.a;
    node.b = hasher.b;
    node.isCurrent = true;
  }
}

function remove(node: HashNode, path: readonly string[]): void {
  const [part, ...rest] = path;
  node.isCurrent = false;
  const child = node.children?.get(part!);
  if (!child) return;
  if (rest.length > 0) remove(child, rest);
  if (child.children && child.children.size > 0) return;
  node.children?.delete(part!);
  node.sorted = null;
}

// Not localeCompare: a locale would make the hash depend on the machine.
const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What changes of a device all the time: silence, last values with their times, open alarms. */
function hashLive(hasher: Hasher, state: TwinState, device: Device): void {
  hasher.word(device.silent ? 1 : 0);
  for (const slot of device.slots) {
    hasher.number(state.times[slot]!);
    hasher.number(state.values[slot]!);
  }
  if (device.alarms.size === 0) return;
  for (const id of [...device.alarms].sort(byCodeUnit)) {
    const alarm = state.alarms.get(id);
    if (!alarm) continue;
    for (const text of [
      id,
      alarm.code,
      conditionOf(alarm),
      alarm.case,
      String(alarm.falseAlarm),
      alarm.dismissalBy ?? '',
      alarm.group?.lead ?? '',
    ])
      hasher.text(text);
    hasher.number(Object.keys(alarm.steps).length);
    hasher.number(alarm.actions.length);
    hasher.number(alarm.occurrences);
    hasher.number(alarm.lastTime);
  }
}
