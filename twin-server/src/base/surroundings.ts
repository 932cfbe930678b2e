import { type Catalogue, type DeviceRecord, geoToLocal, type LocalPoint, type Placement } from 'twin-core';

/** What help an alarm looks for around it. */
export type Help = 'camera' | 'siren';

/** By what a kind of device is in a model (IFC class and predefined type). */
const HELP_BY_IFC: Readonly<Record<string, Help>> = {
  'IfcAudioVisualAppliance.CAMERA': 'camera',
  'IfcAlarm.SIREN': 'siren',
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

/** What stands near devices (clause 6.4.2-5: fusion with base data), by their places in the registry, in memory. */
export class Surroundings {
  readonly #frame: Placement;
  readonly #catalogue: Catalogue;
  readonly #helpers = new Map<string, { readonly help: Help; readonly name: string; readonly at: LocalPoint }>();

  constructor(frame: Placement, catalogue: Catalogue, devices: Iterable<DeviceRecord>) {
    this.#frame = frame;
    this.#catalogue = catalogue;
    for (const device of devices) this.note(device);
  }

  /** The device is new, or another than before. */
  note({ code, name, kind, location }: DeviceRecord): void {
    const help = this.#helpOf(kind);
    if (help) this.#helpers.set(code, { help, name, at: geoToLocal(this.#frame, location) });
    else this.#helpers.delete(code);
  }

  /** The nearest devices of each sort, nearest first; never the device itself. */
  near({ code, location }: DeviceRecord): Readonly<Record<Help, readonly Neighbour[]>> {
    const here = geoToLocal(this.#frame, location);
    const found: Record<Help, Neighbour[]> = { camera: [], siren: [] };
    for (const [other, { help, name, at }] of this.#helpers) {
      if (other === code) continue;
      const distanceM = Math.hypot(at[0] - here[0], at[1] - here[1], at[2] - here[2]);
      if (distanceM <= REACH_M) found[help].push({ code: other, name, distanceM: Math.round(distanceM * 10) / 10 });
    }
    for (const list of Object.values(found)) list.sort((a, b) => a.distanceM - b.distanceM).splice(TOLD);
    return found;
  }

  #helpOf(kind: string): Help | undefined {
    for (const ifc of this.#catalogue.kind(kind)?.kind.ifc ?? []) {
      const help = HELP_BY_IFC[ifc];
      if (help) return help;
    }
    return undefined;
  }
}
