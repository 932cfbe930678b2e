import { Handle, IFC4, IfcAPI, type IfcLineObject, LogLevel } from 'web-ifc';
import { globalId } from './global-id.ts';
import type { Vec2, Vec3 } from './shape.ts';

const ENUMERATION = 3;
// Metres are written to a tenth of a millimetre: the shortest text that no viewer can tell from the exact value.
const round = (value: number): number => Math.round(value * 1e4) / 1e4 + 0;

/** Names an IFC enumeration value. */
export const enumeration = (value: string): { type: number; value: string } => ({ type: ENUMERATION, value });
export const label = (value: string): IFC4.IfcLabel => new IFC4.IfcLabel(value);
export const length = (metres: number): IFC4.IfcLengthMeasure => new IFC4.IfcLengthMeasure(round(metres));

/** Loads web-ifc once; every document of a run is written through the same instance. */
export async function openIfcWriter(): Promise<IfcAPI> {
  const api = new IfcAPI();
  await api.Init();
  api.SetLogLevel(LogLevel.LOG_LEVEL_OFF);
  return api;
}

/** An IFC4 file being written: numbers its entities, shares what is equal, and gives identities that never change. */
export class IfcDocument {
  readonly #api: IfcAPI;
  readonly #model: number;
  readonly #shared = new Map<string, Handle<unknown>>();
  readonly #identities = new Set<string>();
  #lastId = 0;

  constructor(
    api: IfcAPI,
    readonly code: string,
    name: string,
  ) {
    this.#api = api;
    this.#model = api.CreateModel({
      schema: 'IFC4',
      name,
      description: ['ViewDefinition [DesignTransferView_V1.0]'],
      authors: ['twin-demo'],
      organizations: ['twin-demo'],
      authorization: 'none',
    });
  }

  /** Writes one entity and returns its reference. */
  add<T>(line: IfcLineObject): Handle<T> {
    this.#lastId += 1;
    line.expressID = this.#lastId;
    this.#api.WriteLine(this.#model, line);
    return new Handle<T>(this.#lastId);
  }

  /** Writes what `make` gives the first time a key is asked for, and returns the same reference ever after. */
  share<T>(key: string, make: () => Handle<T>): Handle<T> {
    const known = this.#shared.get(key);
    if (known) return new Handle<T>(known.value);
    const made = make();
    this.#shared.set(key, made);
    return made;
  }

  /** The GlobalId of a path below this document's building. Throws if the path was used before. */
  identity(path: string): IFC4.IfcGloballyUniqueId {
    if (this.#identities.has(path)) throw new Error(`${this.code}: two elements are called ${path}`);
    this.#identities.add(path);
    return new IFC4.IfcGloballyUniqueId(globalId(`${this.code}/${path}`));
  }

  point(at: Vec2 | Vec3): Handle<IFC4.IfcCartesianPoint> {
    const rounded = at.map(round);
    return this.share(`p${rounded}`, () => this.add(new IFC4.IfcCartesianPoint(rounded.map(length))));
  }

  direction(ratios: Vec2 | Vec3): Handle<IFC4.IfcDirection> {
    const rounded = ratios.map((ratio) => Math.round(ratio * 1e8) / 1e8 + 0);
    return this.share(`d${rounded}`, () =>
      this.add(new IFC4.IfcDirection(rounded.map((ratio) => new IFC4.IfcReal(ratio)))),
    );
  }

  /** A frame at a point, turned about z by degrees counterclockwise. */
  axes(at: Vec3, turnDeg = 0): Handle<IFC4.IfcAxis2Placement3D> {
    const point = this.point(at);
    const turn = ((turnDeg % 360) + 360) % 360;
    return this.share(`a${point.value}/${turn}`, () => {
      const a = (turn * Math.PI) / 180;
      const along = turn === 0 ? null : this.direction([Math.cos(a), Math.sin(a), 0]);
      return this.add(new IFC4.IfcAxis2Placement3D(point, along && this.direction([0, 0, 1]), along));
    });
  }

  placement(
    relativeTo: Handle<IFC4.IfcObjectPlacement> | null,
    at: Vec3,
    turnDeg = 0,
  ): Handle<IFC4.IfcObjectPlacement> {
    return this.add(new IFC4.IfcLocalPlacement(relativeTo, this.axes(at, turnDeg)));
  }

  /** The file's bytes, with the clock of the header replaced by a fixed time; the document is closed. */
  save(timestamp: string): Uint8Array {
    const text = new TextDecoder().decode(this.#api.SaveModel(this.#model));
    this.#api.CloseModel(this.#model);
    const stamped = text.replace(/(FILE_NAME\('[^']*',)'[^']*'/, `$1'${timestamp}'`);
    return new TextEncoder().encode(stamped);
  }
}
