import { type Catalogue, type DeviceRecord, geoToLocal, type LocalPoint, type Placement } from 'twin-core';

/** What help an alarm looks for around it. */
export type Help = 'camera' | 'siren' | 'hydrant';

/** By what a kind of device is in a model (IFC class and predefined type). */
const HELP_BY_IFC: Readonly<Record<string, Help>> = {
  'IfcAudioVisualAppliance.CAMERA': 'camera',
  'IfcAlarm.SIREN': 'siren',
  'IfcFireSuppressionTerminal.FIREHYDRANT': 'hydrant',
};
/** Beyond this nothing is near, metres; and so many of each are told. */
const REACH_M = 150;
const TOLD = 5;

/** A device that is near another, with the straight distance between them. */
export interface Neighbour {
  readonly code: string;
  readonly name: string;
  readonly distanceM: number;
}

interface Standing {
  readonly name: string;
  readonly at: LocalPoint;
}

/** What stands near devices (clause 6.4.2-5: fusion with base data), by their places in the registry, in memory. */
export class Surroundings {
  readonly #frame: Placement;
  readonly #catalogue: Catalogue;
  readonly #byKind = new Map<string, Map<string, Standing>>();
  readonly #kindOf = new Map<string, string>();

  constructor(frame: Placement, catalogue: Catalogue, devices: Iterable<DeviceRecord>) {
    this.#frame = frame;
    this.#catalogue = catalogue;
    for (const device of devices) this.note(device);
  }

  /** The device is new, or another than before. */
  note({ code, name, kind, location }: DeviceRecord): void {
    const before = this.#kindOf.get(code);
    if (before !== undefined && before !== kind) this.#byKind.get(before)?.delete(code);
    this.#kindOf.set(code, kind);
    const standing = { name, at: geoToLocal(this.#frame, location) };
    const others = this.#byKind.get(kind);
    if (others) others.set(code, standing);
    else this.#byKind.set(kind, new Map([[code, standing]]));
  }

  /** The nearest devices of each sort of help, nearest first; never the device itself. */
  near(device: DeviceRecord): Readonly<Record<Help, readonly Neighbour[]>> {
    const kinds: Record<Help, string[]> = { camera: [], siren: [], hydrant: [] };
    for (const kind of this.#byKind.keys()) {
      const help = this.#helpOf(kind);
      if (help) kinds[help].push(kind);
    }
    const nearest = (help: Help) => this.nearest(device, kinds[help], TOLD);
    return { camera: nearest('camera'), siren: nearest('siren'), hydrant: nearest('hydrant') };
  }

  /** The nearest devices of these kinds within reach, nearest first; never the device itself. */
  nearest({ code, location }: DeviceRecord, kinds: readonly string[], count: number): readonly Neighbour[] {
    const here = geoToLocal(this.#frame, location);
    const found: Neighbour[] = [];
    for (const kind of kinds) {
      for (const [other, { name, at }] of this.#byKind.get(kind) ?? []) {
        if (other === code) continue;
        const distanceM = Math.hypot(at[0] - here[0], at[1] - here[1], at[2] - here[2]);
        if (distanceM <= REACH_M) found.push({ code: other, name, distanceM: Math.round(distanceM * 10) / 10 });
      }
    }
    return found.sort((a, b) => a.distanceM - b.distanceM).slice(0, count);
  }

  #helpOf(kind: string): Help | undefined {
    for (const ifc of this.#catalogue.kind(kind)?.kind.ifc ?? []) {
      const help = HELP_BY_IFC[ifc];
      if (help) return help;
    }
    return undefined;
  }
}
