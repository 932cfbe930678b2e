import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { IfcAPI } from 'web-ifc';
import { InputError, reasonOf } from '../../problem.ts';
import type { IfcSource } from './source.ts';
import { firstFault } from './source-fault.ts';
import { StepFile } from './step-file.ts';
import { enumOf, type Line, numberOf, refOf, refsOf } from './values.ts';
import { ifc } from './web-ifc.ts';

let loading: Promise<IfcAPI> | null = null;

/** web-ifc with its WebAssembly compiled, once in a process: the code gets faster while it is warm. */
export function loadWebIfc(): Promise<IfcAPI> {
  loading ??= (async () => {
    const api = new ifc.IfcAPI();
    const folder = dirname(createRequire(import.meta.url).resolve('web-ifc'));
    await api.Init((file) => join(folder, file), true);
    api.SetLogLevel(ifc.LogLevel.LOG_LEVEL_OFF);
    return api;
  })();
  return loading;
}

/** An open IFC model: web-ifc's API bound to one model and narrowed to what bake reads. Close it when done. */
export class IfcModel {
  readonly api: IfcAPI;
  readonly id: number;
  /** The file's text, for what is read in bulk. */
  readonly step: StepFile;
  readonly #classNames = new Map<string, string>();
  readonly #subtypes: Readonly<Record<number, readonly number[]>>;
  #lengthUnitM: number | null | undefined;

  private constructor(api: IfcAPI, id: number, step: StepFile) {
    this.api = api;
    this.id = id;
    this.step = step;
    const schema = api.GetModelSchema(id);
    const number = ifc.SchemaNames.findIndex((names) => names?.includes(schema));
    this.#subtypes = (ifc.InheritanceDef as Record<number, Record<number, number[]>>)[number] ?? {};
  }

  /** Opens a checked source. Throws InputError where web-ifc cannot make anything of it. */
  static async open(source: IfcSource): Promise<IfcModel> {
    const api = await loadWebIfc();
    let id: number;
    try {
      id = api.OpenModel(source.bytes, { ALLOW_INCOMPATIBLE_SCHEMA_ALIASES: false });
    } catch (cause) {
      throw new InputError(`web-ifc cannot read it (${reasonOf(cause)})`, { place: source.path, cause });
    }
    if (id < 0) {
      const fault = firstFault(source.bytes) ?? 'every statement in it is whole';
      throw new InputError(`web-ifc cannot read it as ${source.schema}; ${fault}`, { place: source.path });
    }
    return new IfcModel(api, id, new StepFile(source.bytes));
  }

  /** Express ids of a type and all its subtypes, ascending. */
  ids(type: number): number[] {
    const types = [type, ...(this.#subtypes[type] ?? [])];
    const ids = types.flatMap((one) => this.step.ids(this.api.GetNameFromTypeCode(one).toUpperCase()));
    return ids.sort((a, b) => a - b);
  }

  /** One instance; null where the reference leads nowhere. */
  line(id: number | null): Line | null {
    if (id === null) return null;
    return this.lines([id])[0] ?? null;
  }

  /** Many instances in one crossing to WebAssembly. Dangling ids are left out. */
  lines(ids: readonly number[]): Line[] {
    if (ids.length === 0) return [];
    const found = this.api.GetLines(this.id, [...ids]) as (Line | null | undefined)[];
    return found.filter((line): line is Line => line !== null && line !== undefined);
  }

  /** All instances of a type and its subtypes. */
  all(type: number): Line[] {
    return this.lines(this.ids(type));
  }

  /** Class of an instance in the schema's spelling, such as IfcWallStandardCase. */
  className(id: number): string {
    const type = this.step.typeOf(id) ?? '';
    let name = this.#classNames.get(type);
    if (name === undefined) {
      name = this.api.GetNameFromTypeCode(this.api.GetTypeCodeFromName(type));
      this.#classNames.set(type, name);
    }
    return name;
  }

  /** Metres in the unit of length that the file names; null where it names none. */
  get namedLengthUnitM(): number | null {
    if (this.#lengthUnitM === undefined) {
      const project = this.all(ifc.IFCPROJECT)[0];
      // web-ifc loses count behind a derived attribute (*), which some exporters write into IfcProject.
      const assignment = this.line(refOf(project?.UnitsInContext)) ?? this.all(ifc.IFCUNITASSIGNMENT)[0] ?? null;
      this.#lengthUnitM = lengthUnitIn(this, assignment);
    }
    return this.#lengthUnitM;
  }

  /** Metres in the project's unit of length. */
  get metersPerUnit(): number {
    return this.namedLengthUnitM ?? 1;
  }

  /** Origin of a product's placement in metres of the project's axes (Z-up); null without a placement. */
  placementOrigin(line: Line): [number, number, number] | null {
    return this.originOf(line.ObjectPlacement);
  }

  /** Origin of an IfcObjectPlacement, given as a reference, in metres of the project's axes (Z-up); null for none. */
  originOf(objectPlacement: unknown): [number, number, number] | null {
    const placement = refOf(objectPlacement);
    if (placement === null) return null;
    const matrix = this.api.GetWorldTransformMatrix(this.id, placement);
    const origin = [12, 13, 14].map((at) => (matrix[at] ?? Number.NaN) * this.metersPerUnit);
    return origin.every(Number.isFinite) ? (origin as [number, number, number]) : null;
  }

  close(): void {
    this.api.CloseModel(this.id);
  }
}

// ISO 10303-41 SI prefixes as powers of ten; the ones lengths are measured in.
const PREFIX: Readonly<Record<string, number>> = {
  KILO: 1e3,
  HECTO: 1e2,
  DECA: 1e1,
  DECI: 1e-1,
  CENTI: 1e-2,
  MILLI: 1e-3,
  MICRO: 1e-6,
};

/** Metres in one IfcNamedUnit of length (IfcSIUnit, IfcConversionBasedUnit); null where it is something else. */
export function lengthUnitM(model: IfcModel, unit: Line | null): number | null {
  if (!unit || enumOf(unit.UnitType) !== 'LENGTHUNIT') return null;
  const si = enumOf(unit.Name);
  if (si === 'METRE' && !('ConversionFactor' in unit)) return PREFIX[enumOf(unit.Prefix) ?? ''] ?? 1;
  const factor = model.line(refOf(unit.ConversionFactor));
  if (!factor) return null;
  const number = numberOf(factor.ValueComponent);
  const base = lengthUnitM(model, model.line(refOf(factor.UnitComponent)));
  return number !== null && number > 0 && base !== null ? number * base : null;
}

function lengthUnitIn(model: IfcModel, assignment: Line | null): number | null {
  for (const unit of model.lines(refsOf(assignment?.Units))) {
    const meters = lengthUnitM(model, unit);
    if (meters !== null) return meters;
  }
  return null;
}
